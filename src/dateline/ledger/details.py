"""Fused events as a store keeps them, and back."""

from typing import Final

import msgspec

from dateline.fuse.records import FusedEvent
from dateline.records import Event
from dateline.store.records import FusedEvent as StoredEvent
from dateline.store.records import FusedLink

_ENCODER: Final = msgspec.json.Encoder(order="deterministic")
_FIELDS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])
_FUSED: Final = msgspec.json.Decoder(FusedEvent)
_EMPTY: Final = b"{}"


def stored_event(fused: FusedEvent) -> StoredEvent:
    """Return a fused event as a store keeps it: all but the event itself is in its details."""
    beside = {name: getattr(fused, name) for name in fused.__struct_fields__ if name != "event"}
    return StoredEvent(
        event=fused.event,
        links=tuple(FusedLink(mention=id_) for id_ in fused.tellings),
        details=msgspec.Raw(_ENCODER.encode(beside)),
    )


def read_details(event: Event, details: msgspec.Raw) -> FusedEvent | None:
    """Return the fused event that a store keeps; None where another fuser wrote it, or it is not fused."""
    if bytes(details) == _EMPTY:
        return None
    try:
        fields = _FIELDS.decode(details)
        whole = {**fields, "event": msgspec.Raw(_ENCODER.encode(event))}
        return _FUSED.decode(_ENCODER.encode(whole))
    except msgspec.MsgspecError:
        return None
