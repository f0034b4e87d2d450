"""Reports, codings, event mentions, fused events and reviews in SQLite or PostgreSQL.

`open_store` opens one; the other names read it and write it. `docs/store.md` explains it.
"""

from dateline.store.fusion import (
    find_events_of,
    find_fused,
    last_fusion,
    last_turn,
    match_fused_ids,
    read_fused,
    read_versions,
    write_fusion,
)
from dateline.store.history import drop_old_codings, read_history, read_status, read_turn_times
from dateline.store.ledger import Store
from dateline.store.lineage import find_gone, find_kindred, is_fused
from dateline.store.location import DEFAULT_STORE
from dateline.store.mentions import (
    find_mentions,
    match_mention_ids,
    read_codings,
    read_ended,
    read_mentions,
    read_told,
)
from dateline.store.opening import open_store
from dateline.store.profiles import find_filed, find_profiles, read_profiles, write_profiles
from dateline.store.records import (
    Added,
    EventFilter,
    Filing,
    FoundEvent,
    FusedEvent,
    FusedLink,
    FusedVersion,
    Fusion,
    LinkVersion,
    NewCoding,
    Profile,
    Review,
    Status,
    StoredCoding,
    StoredMention,
    ToldBy,
    Turn,
)
from dateline.store.reports import add_codings, find_uncoded, mention_ids, read_reports
from dateline.store.reviews import add_review, read_all_reviews, read_reviews, undo_review

__all__ = [
    "DEFAULT_STORE",
    "Added",
    "EventFilter",
    "Filing",
    "FoundEvent",
    "FusedEvent",
    "FusedLink",
    "FusedVersion",
    "Fusion",
    "LinkVersion",
    "NewCoding",
    "Profile",
    "Review",
    "Status",
    "Store",
    "StoredCoding",
    "StoredMention",
    "ToldBy",
    "Turn",
    "add_codings",
    "add_review",
    "drop_old_codings",
    "find_events_of",
    "find_filed",
    "find_fused",
    "find_gone",
    "find_kindred",
    "find_mentions",
    "find_profiles",
    "find_uncoded",
    "is_fused",
    "last_fusion",
    "last_turn",
    "match_fused_ids",
    "match_mention_ids",
    "mention_ids",
    "open_store",
    "read_all_reviews",
    "read_codings",
    "read_ended",
    "read_fused",
    "read_history",
    "read_mentions",
    "read_profiles",
    "read_reports",
    "read_reviews",
    "read_status",
    "read_told",
    "read_turn_times",
    "read_versions",
    "undo_review",
    "write_fusion",
    "write_profiles",
]
