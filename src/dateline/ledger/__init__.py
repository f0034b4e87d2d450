"""The ledger: what a store's reports tell, fused into events, with what people decided.

`fuse_new` brings the events up to date; `docs/ledger.md` shows it from the command line.
"""

from dateline.ledger.deciding import merge_events, split_event, take_back
from dateline.ledger.details import read_details
from dateline.ledger.events import Pending, find_pending, read_events
from dateline.ledger.fusing import FusedNow, fuse_new
from dateline.ledger.reading import Entry, choose_event, find_members, read_entry

__all__ = [
    "Entry",
    "FusedNow",
    "Pending",
    "choose_event",
    "find_members",
    "find_pending",
    "fuse_new",
    "merge_events",
    "read_details",
    "read_entry",
    "read_events",
    "split_event",
    "take_back",
]
