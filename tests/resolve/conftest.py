"""Texts whose mentions stand in brackets."""

from dateline.resolve.places import PlaceMention


def unmark(marked):
    """Return the text without brackets, and the mentions that stood in them."""
    text, mentions = "", []
    for piece in marked.split("["):
        inner, bracket, rest = piece.partition("]")
        if bracket:
            mentions.append(PlaceMention(start=len(text), end=len(text) + len(inner), text=inner))
        text += inner + rest
    return text, mentions
