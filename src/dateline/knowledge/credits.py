"""Whose work the data of dateline rests on, and under what licence."""

import tomllib

import msgspec

from dateline.knowledge.tables import package_data


class Credit(msgspec.Struct, frozen=True, kw_only=True):
    """One source: the licence of its facts, the words it asks for, the packages it came by."""

    name: str
    licence: str
    text: str
    packages: tuple[str, ...]


class _Credits(msgspec.Struct, frozen=True):
    credit: tuple[Credit, ...]


def load_credits() -> tuple[Credit, ...]:
    """Return the credits in the order they are given."""
    text = package_data("credits.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), _Credits).credit
