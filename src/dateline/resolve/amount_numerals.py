"""Numerals, vague words and shares at one place of the tokens, each with where it ends."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from dateline.knowledge.amounts import AmountTable, Convention, NumberWord
from dateline.resolve.amount_tokens import Token
from dateline.resolve.amount_values import Ends, Warned, word_ends

_NONE: Final = NumberWord("", 0)
_ARTICLES: Final = frozenset({"a", "an"})
_SCALES: Final = frozenset({"hundred", "scale", "short", "group"})
_PLURAL_SCALES: Final[Mapping[str, int]] = {
    "hundreds": 100, "thousands": 1000, "lakhs": 10**5, "millions": 10**6, "crores": 10**7,
    "billions": 10**9, "dozens": 12,
}  # fmt: skip
_LARGEST_WHOLE: Final = 10
_ROUND_WHOLES: Final = frozenset({100, 1000})
_ONE: Final = Fraction(1)
_ZERO: Final = Fraction(0)
_CEILING: Final = Fraction(10**30)
_PARTS_OF_SCALE: Final = (
    (("half", "a"), Fraction(1, 2)),
    (("a", "half"), Fraction(1, 2)),
    (("half",), Fraction(1, 2)),
    (("a", "quarter", "of", "a"), Fraction(1, 4)),
    (("quarter", "of", "a"), Fraction(1, 4)),
    (("a", "quarter"), Fraction(1, 4)),
    (("three", "quarters", "of", "a"), Fraction(3, 4)),
)
_STARTS: Final = frozenset({"half", "a", "an", "quarter", "three", "hundred"})
_LONGEST_OF: Final = 5
_HUNDRED: Final = 100
_PERCENT: Final = frozenset({"%", "percent", "pc", "pct"})


class Core(NamedTuple):
    """A number before its hedges: `end` is the index of the token after it.

    `scale` is the last scale word's worth (`three million`: 1,000,000), `share` marks a part of a
    whole, `vague` a word that is no numeral.
    """

    ends: Ends
    end: int
    scale: Fraction = _ONE
    share: bool = False
    vague: Convention | None = None
    warning: Warned | None = None


class _Sum(NamedTuple):
    """A numeral while it is read: `total` of the scales passed, `open` what the next multiplies."""

    total: Fraction = _ZERO
    open: Fraction | None = None
    last: str = ""
    ceiling: Fraction = _CEILING
    scale: Fraction = _ONE


_START: Final = _Sum()


def read_core(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    """Return the number that starts at token `i`: a share, a numeral or a vague word."""
    if i >= len(tokens):
        return None
    return (
        _warned(tokens, i)
        or _share(tokens, i, table)
        or _numeral(tokens, i, table)
        or _vague(tokens, i, table)
    )


def match_words(
    tokens: Sequence[Token], i: int, rows: Mapping[str, tuple[Convention, ...]]
) -> tuple[Convention, int] | None:
    """Return the longest phrase of the rows that stands at token `i`, and where it ends."""
    if i >= len(tokens):
        return None
    for row in rows.get(tokens[i].word, ()):
        end = i + len(row.words)
        if tuple(token.word for token in tokens[i:end]) == row.words:
            return row, end
    return None


def _warned(tokens: Sequence[Token], i: int) -> Core | None:
    token = tokens[i]
    if token.kind != "number" or token.value is not None:
        return None
    return Core(Ends(None, None, None), i + 1, warning=token.warning)


def _numeral(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    state, j, warning = _START, i, None
    start = _start(tokens, i, table)
    if start is not None:
        state, j = start
    while j < len(tokens):
        step = _step(state, tokens, j, table)
        if step is None:
            break
        state, warning = step[0], warning or tokens[j].warning
        j = step[1]
    if j == i or state.last == "article":
        return None
    value = state.total + (state.open or 0)
    stray = j < len(tokens) and _kind(tokens[j].word, table) in {"scale", "hundred"}
    if value.denominator != 1 or stray:
        return Core(Ends(None, None, None), j, warning="unclear-digits")
    return Core(Ends.exact(value), j, state.scale, warning=warning)


def _start(tokens: Sequence[Token], i: int, table: AmountTable) -> tuple[_Sum, int] | None:
    """Return the start of `a hundred`, `half a million`, `a quarter of a million`."""
    if tokens[i].word not in _STARTS:
        return None
    words = [token.word for token in tokens[i : i + 5]] + [""] * 5
    for pattern, worth in _PARTS_OF_SCALE:
        size = len(pattern)
        if tuple(words[:size]) == pattern and _kind(words[size], table) in {"scale", "group"}:
            return _Sum(open=worth, last="num"), i + size
    if words[0] in _ARTICLES and _kind(words[1], table) in _SCALES - {"short"}:
        return _Sum(open=_ONE, last="article"), i + 1
    if words[0] == "hundred":
        return _Sum(open=_ONE, last="article"), i
    return None


def _kind(word: str, table: AmountTable) -> str:
    return table.numbers.get(word, _NONE).kind


def _step(
    state: _Sum, tokens: Sequence[Token], j: int, table: AmountTable
) -> tuple[_Sum, int] | None:
    token = tokens[j]
    if token.kind == "number":
        if token.value is None or state.open is not None or state.last:
            return None
        return _Sum(open=token.value, last="num"), j + 1
    word = table.numbers.get(token.word, _NONE)
    if token.word == "and":
        return _after_and(state, tokens, j, table)
    if word.kind in {"unit", "teen", "ten"}:
        added = _small(state, word)
        return None if added is None else (added, j + 1)
    if word.kind in _SCALES:
        scaled = _scaled(state, word)
        return None if scaled is None else (scaled, j + 1)
    return None


def _after_and(
    state: _Sum, tokens: Sequence[Token], j: int, table: AmountTable
) -> tuple[_Sum, int] | None:
    words = [token.word for token in tokens[j : j + 4]] + [""] * 4
    if words[1:3] == ["a", "half"] and state.open is not None:
        scaled = _kind(words[3], table) == "scale"
        return (state._replace(open=state.open + Fraction(1, 2)), j + 3) if scaled else None
    if state.last not in {"hundred", "scale"}:
        return None
    after = table.numbers.get(words[1], _NONE)
    if after.kind not in {"unit", "teen", "ten"}:
        return None
    added = _small(state, after)
    return None if added is None else (added, j + 2)


def _small(state: _Sum, word: NumberWord) -> _Sum | None:
    fits = (
        state.open is None
        or state.last == "hundred"
        or (state.last == "ten" and word.kind == "unit")
    )
    if not fits or state.last in {"group", "short"}:
        return None
    return state._replace(open=(state.open or _ZERO) + word.value, last=word.kind, scale=_ONE)


def _scaled(state: _Sum, word: NumberWord) -> _Sum | None:
    if word.kind == "short" and state.last != "num":
        return None
    if word.kind in {"hundred", "group"}:
        if state.open is None or state.last in {"hundred", "group"}:
            return None
        worth = state.open * word.value
        return state._replace(open=worth, last=word.kind, scale=Fraction(word.value))
    if state.open is None or word.value >= state.ceiling:
        return None
    return _Sum(
        total=state.total + state.open * word.value, last="scale",
        ceiling=Fraction(word.value), scale=Fraction(word.value),
    )  # fmt: skip


def _vague(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    found = match_words(tokens, i, table.words)
    if found is None:
        return None
    row, end = found
    ends = word_ends(row)
    while row.shape == "word" and end < len(tokens):
        j = end + (tokens[end].word == "of")
        worth = _scale_word(tokens, j, table)
        if worth is None:
            break
        words = " ".join(token.word for token in tokens[i : j + 1])
        ends = ends.times(Fraction(worth))._replace(hedge=words)
        end = j + 1
    return Core(ends, end, share=row.shape == "share", vague=row)


def _scale_word(tokens: Sequence[Token], j: int, table: AmountTable) -> int | None:
    if j >= len(tokens):
        return None
    word = table.numbers.get(tokens[j].word, _NONE)
    if word.kind in {"hundred", "scale"} or tokens[j].word == "dozen":
        return word.value
    return _PLURAL_SCALES.get(tokens[j].word)


def _share(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    return _fraction(tokens, i, table) or _one_in(tokens, i, table) or _percent(tokens, i, table)


def _fraction(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    """Return `half`, `a third`, `two thirds`; `the third` and `a third bomb` are ordinals."""
    count, j = _count_of(tokens, i, table)
    if j >= len(tokens):
        return None
    word = table.numbers.get(tokens[j].word, _NONE)
    if not word.kind.startswith("fraction") or (j == i and tokens[j].word != "half"):
        return None
    plural = word.kind == "fractions"
    follows = tokens[j + 1] if j + 1 < len(tokens) else None
    ordinal = (
        follows is not None
        and follows.kind == "word"
        and follows.word not in {"of", *table.lists["stop"]}
    )
    if not plural and tokens[j].word != "half" and ordinal:
        return None
    if follows is not None and tokens[j].word == "half" and _half_of_scale(tokens, j, table):
        return None
    if _quarter_of_scale(tokens, j, table):
        return None
    share = Fraction(count, word.value)
    return Core(Ends.exact(share), j + 1, share=True) if share <= 1 else None


def _half_of_scale(tokens: Sequence[Token], j: int, table: AmountTable) -> bool:
    k = j + 1 + (tokens[j + 1].word in _ARTICLES)
    return k < len(tokens) and _kind(tokens[k].word, table) in {"scale", "group"}


def _quarter_of_scale(tokens: Sequence[Token], j: int, table: AmountTable) -> bool:
    words = [token.word for token in tokens[j : j + 4]] + [""] * 4
    after = words[3] if words[1:3] == ["of", "a"] else words[1]
    return words[0].startswith("quarter") and _kind(after, table) == "scale"


def _count_of(tokens: Sequence[Token], i: int, table: AmountTable) -> tuple[int, int]:
    if tokens[i].word in _ARTICLES:
        return 1, i + 1
    word = table.numbers.get(tokens[i].word, _NONE)
    return (word.value, i + 1) if word.kind == "unit" else (1, i)


def _one_in(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    """Return `one in three`, `four out of every five`."""
    part = _whole_number(tokens, i, table)
    j = i + 1
    while j < min(len(tokens), i + _LONGEST_OF) and tokens[j].word in {
        "in",
        "out",
        "of",
        "every",
        "each",
    }:
        j += 1
    words = {token.word for token in tokens[i + 1 : j]}
    whole = _whole_number(tokens, j, table) if j < len(tokens) else None
    if (
        part is None
        or whole is None
        or not ("in" in words or {"out", "of"} <= words or "every" in words)
    ):
        return None
    if not part < whole or not (whole <= _LARGEST_WHOLE or whole in _ROUND_WHOLES):
        return None
    return Core(Ends.exact(Fraction(part, whole)), j + 1, share=True)


def _whole_number(tokens: Sequence[Token], i: int, table: AmountTable) -> int | None:
    token = tokens[i]
    if token.value is not None:
        return int(token.value) if token.value.denominator == 1 else None
    word = table.numbers.get(token.word, _NONE)
    return word.value if word.kind in {"unit", "teen", "hundred"} else None


def _percent(tokens: Sequence[Token], i: int, table: AmountTable) -> Core | None:
    value, j = tokens[i].value, i + 1
    if value is None:
        core = _numeral(tokens, i, table) if tokens[i].kind == "word" else None
        if core is None or core.ends.best is None:
            return None
        value, j = core.ends.best, core.end
    words = [token.word for token in tokens[j : j + 2]] + ["", ""]
    size = 2 if words[:2] == ["per", "cent"] else 0
    size = size or (1 if words[0] in _PERCENT else 0)
    if not size or value > _HUNDRED:
        return None
    return Core(Ends.exact(value / 100), j + size, share=True)
