"""How wide the days of an event are, and where it lies on other people's scales."""

from datetime import date

from dateline.records import Event


def days_of(event: Event) -> int | None:
    """Return how many days an event may cover, None where one end is not known."""
    if event.first is None or event.last is None:
        return None
    return (date.fromisoformat(event.last) - date.fromisoformat(event.first)).days + 1
