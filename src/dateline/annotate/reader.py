"""Reads texts: word pieces -> windows -> network -> annotation."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

import msgspec
import numpy as np
from numpy.typing import NDArray

from dateline.annotate.annotation import ROLES, Annotation
from dateline.annotate.assemble import PieceSpan, Scored, assemble, find_spans, without_overlaps
from dateline.annotate.decode import Floats
from dateline.annotate.likeness import likeness
from dateline.annotate.schema import SPAN_LABELS
from dateline.annotate.tokens import Tokenizer, Tokens, tokenise
from dateline.annotate.windows import Window, cut_windows

Ints = NDArray[np.int64]
_START, _END = 101, 102  # [CLS] and [SEP] of BERT's vocabulary
_UNREAD: Final = np.float32(-1e4)
_LABEL_NUMBERS: Final = {label: number for number, label in enumerate(SPAN_LABELS)}


class Network(Protocol):
    """What the reader needs of a model: two calls and the numbers that go with it."""

    tokenizer: Tokenizer
    thresholds: Mapping[str, float]

    def tag(self, ids: Ints, shapes: Ints) -> tuple[Floats, Floats, Floats]:
        """Return states, mention scores and trigger scores, each [batch, length, ...]."""
        ...

    def score(
        self, spans: Floats, labels: Ints, sentences: Ints, like: Ints
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Return kind, status, denial and role scores of n spans.

        `spans` is [n, 3 * width], `like` [n, n] as `annotate.likeness` gives it.
        """
        ...


class _Read(msgspec.Struct):
    """What the taggers said of one window."""

    window: Window
    states: Floats
    spans: list[PieceSpan]


def read_texts(texts: Sequence[str], network: Network) -> list[Annotation]:
    """Return the annotation of each text.

    Windows are run one by one: the 8-bit kernels scale a whole batch by its largest value, so in a
    batch the company of a report would change what is read in it. It is no slower, for nothing is
    padded.
    """
    return [_read(text, network) for text in texts]


def _read(text: str, network: Network) -> Annotation:
    tokens = tokenise(text, network.tokenizer)
    reads = [_tag(window, tokens, network) for window in cut_windows(tokens.sentences)]
    return _join(text, tokens, reads, network)


def _tag(window: Window, tokens: Tokens, network: Network) -> _Read:
    """Return what the taggers say of one window."""
    part = _part(tokens, window)
    ids = np.concatenate([[_START], part.ids, [_END]])[None]
    shapes = np.concatenate([[0], part.shapes, [0]])[None]
    states, mention, trigger = network.tag(ids, shapes)
    inside = slice(1, len(part) + 1)
    spans = find_spans(part, mention[0, inside], trigger[0, inside], network.thresholds)
    return _Read(window, states[0, inside], spans)


def _part(tokens: Tokens, window: Window) -> Tokens:
    columns = (
        getattr(tokens, name)[window.start : window.end] for name in tokens.__struct_fields__
    )
    return Tokens(*columns)


def _join(text: str, tokens: Tokens, reads: Sequence[_Read], network: Network) -> Annotation:
    """Return one annotation: spans from the windows that own them, scores from every window."""
    spans = without_overlaps(
        [
            PieceSpan(span.start + shift, span.end + shift, span.label, span.score)
            for read in reads
            for shift in (read.window.start,)
            for span in read.spans
            if read.window.owned_start <= span.start + shift < read.window.owned_end
        ]
    )
    if not spans:
        return Annotation()
    return assemble(
        text, tokens, spans, _score(text, spans, tokens, reads, network), network.thresholds
    )


def _score(
    text: str,
    spans: Sequence[PieceSpan],
    tokens: Tokens,
    reads: Sequence[_Read],
    network: Network,
) -> Scored:
    """Return the scores of all spans; a pair that no window holds whole has no role."""
    starts, ends = tokens.starts.tolist(), tokens.ends.tolist()
    words = [text[starts[s.start] : ends[s.end]] for s in spans]
    like = likeness(words, [s.label for s in spans])
    if len(reads) == 1:
        return Scored(*_ask(network, reads[0], spans, tokens, like), like)
    count = len(spans)
    roles = np.full((count, count, len(ROLES)), _UNREAD, dtype=np.float32)
    columns: list[Floats] | None = None
    for read in reads:
        window = read.window
        inside = [n for n, s in enumerate(spans) if s.start >= window.start and s.end < window.end]
        if not inside:
            continue
        block = np.ix_(inside, inside)
        *one, pairs = _ask(network, read, [spans[n] for n in inside], tokens, like[block])
        columns = columns or [np.zeros((count, *c.shape[1:]), dtype=np.float32) for c in one]
        own = [k for k, n in enumerate(inside) if _owns(window, spans[n])]
        for whole, part in zip(columns, one, strict=True):
            whole[[inside[k] for k in own]] = part[own]
        roles[block] = np.maximum(roles[block], pairs)
    kinds, statuses, denials = columns or []
    return Scored(kinds, statuses, denials, roles, like)


def _ask(
    network: Network, read: _Read, spans: Sequence[PieceSpan], tokens: Tokens, like: Ints
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return the network's scores of spans that stand in one window."""
    starts = np.array([span.start for span in spans])
    ends = np.array([span.end for span in spans])
    labels = np.array([_LABEL_NUMBERS[span.label] for span in spans])
    states = span_states(read.states, starts - read.window.start, ends - read.window.start)
    return network.score(states, labels, tokens.sentences[starts], like)


def _owns(window: Window, span: PieceSpan) -> bool:
    return window.owned_start <= span.start < window.owned_end


def span_states(states: Floats, starts: Ints, ends: Ints) -> Floats:
    """Return first, last and mean state of each span, [n, 3 * width]; `ends` are inclusive."""
    firsts, sums, longer = states[starts], states[starts], ends - starts
    for place in range(1, int(longer.max()) + 1):
        here = np.flatnonzero(longer >= place)
        sums[here] += states[starts[here] + place]
    means = sums / (longer + 1).astype(np.float32)[:, None]
    return np.concatenate([firsts, states[ends], means], axis=1)
