"""Corpus documents as tensors."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dateline.annotate.annotation import KINDS, ROLES, STATUSES
from dateline.annotate.likeness import likeness
from dateline.annotate.markup import MarkedDocument, parse_documents
from dateline.annotate.schema import MENTION_TAGS, SPAN_LABELS, TRIGGER_TAGS
from dateline.annotate.tokens import Tokenizer, Tokens, tokenise

IGNORED = -100
START, END, PAD, MASK = 101, 102, 0, 103  # [CLS], [SEP], [PAD], [MASK] of BERT's vocabulary


@dataclass(frozen=True)
class Soft:
    """What a teacher says of a document (or, padded, of a batch): scores before any softmax.

    `mention` and `trigger` are [start mark and pieces, tags]; `kinds`, `statuses` [spans, values]; `denials`
    [spans]; `roles` [spans, spans, roles].
    """

    mention: Tensor
    trigger: Tensor
    kinds: Tensor
    statuses: Tensor
    denials: Tensor
    roles: Tensor

    def to(self, device: torch.device) -> "Soft":
        """Return the scores on the device."""
        return Soft(*(getattr(self, part.name).to(device) for part in fields(self)))


@dataclass(frozen=True)
class Example:
    """One document, ready for the network. Span ends are inclusive piece indexes."""

    name: str
    tokens: Tokens
    mention_tags: list[int]
    trigger_tags: list[int]
    spans: list[tuple[int, int, int]]  # start, end, label
    kinds: list[int]
    statuses: list[int]
    denials: list[float]
    roles: list[tuple[int, int, int]]  # head, tail, role
    like: NDArray[np.int64]  # [spans, spans]
    soft: Soft | None = None
    is_gold: bool = True  # whether people marked it up


def load_corpus(folder: Path) -> list[MarkedDocument]:
    """Return every document of the corpus files in `folder`, in the order of their names."""
    documents = []
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8") as lines:
            documents += list(parse_documents(lines, source=str(path)))
    return documents


def make_example(document: MarkedDocument, tokenizer: Tokenizer) -> Example:
    """Return the document as piece tags, spans and roles; spans that hold no piece are left out."""
    tokens = tokenise(document.text, tokenizer)
    length = len(tokens)
    mention_tags = [0] * length
    trigger_tags = [0] * length
    spans: list[tuple[int, int, int]] = []
    kinds, statuses, denials = [], [], []
    numbers: dict[str, int] = {}
    texts: list[str] = []
    for span in document.annotation.spans:
        inside = np.flatnonzero((tokens.starts < span.end) & (tokens.ends > span.start))
        if not len(inside):
            continue
        start, end = int(inside[0]), int(inside[-1])
        tags, names = (
            (mention_tags, MENTION_TAGS)
            if f"B-{span.label}" in MENTION_TAGS
            else (trigger_tags, TRIGGER_TAGS)
        )
        tags[start : end + 1] = [names.index(f"I-{span.label}")] * (end - start + 1)
        tags[start] = names.index(f"B-{span.label}")
        numbers[span.id] = len(spans)
        texts.append(span.text)
        spans.append((start, end, SPAN_LABELS.index(span.label)))
        kinds.append(KINDS.index(span.kind) if span.kind else IGNORED)
        statuses.append(STATUSES.index(span.status) if span.status else IGNORED)
        denials.append(float(span.deny) if span.label == "SAY" else -1.0)
    for index in range(length):
        if not tokens.first[index]:
            mention_tags[index] = trigger_tags[index] = IGNORED
    roles = [
        (numbers[link.head], numbers[link.tail], ROLES.index(link.role))
        for link in document.annotation.links
        if link.head in numbers and link.tail in numbers
    ]
    return Example(
        document.name,
        tokens,
        mention_tags,
        trigger_tags,
        spans,
        kinds,
        statuses,
        denials,
        roles,
        likeness(texts, [SPAN_LABELS[label] for _, _, label in spans]),
    )


@dataclass(frozen=True)
class Batch:
    """Examples padded to one length; word pieces are shifted by one for the start mark."""

    ids: Tensor
    shapes: Tensor
    mask: Tensor
    mention_tags: Tensor
    trigger_tags: Tensor
    starts: Tensor
    ends: Tensor
    labels: Tensor
    sentences: Tensor
    span_mask: Tensor
    kinds: Tensor
    statuses: Tensor
    denials: Tensor
    roles: Tensor
    like: Tensor
    firsts: Tensor
    gold: Tensor
    soft: Soft | None = None

    def to(self, device: torch.device) -> "Batch":
        """Return the batch on the device."""
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        return Batch(**{n: part if part is None else part.to(device) for n, part in parts.items()})


def make_batch(examples: Sequence[Example]) -> Batch:
    """Return the examples as padded tensors."""
    length = max(len(e.tokens) for e in examples) + 2
    count = max(1, *(len(e.spans) for e in examples))
    size = (len(examples), length)
    spans = (len(examples), count)
    batch = Batch(
        ids=torch.full(size, PAD),
        shapes=torch.zeros(size, dtype=torch.long),
        mask=torch.zeros(size),
        mention_tags=torch.full(size, IGNORED),
        trigger_tags=torch.full(size, IGNORED),
        starts=torch.zeros(spans, dtype=torch.long),
        ends=torch.zeros(spans, dtype=torch.long),
        labels=torch.zeros(spans, dtype=torch.long),
        sentences=torch.zeros(spans, dtype=torch.long),
        span_mask=torch.zeros(spans),
        kinds=torch.full(spans, IGNORED),
        statuses=torch.full(spans, IGNORED),
        denials=torch.full(spans, -1.0),
        roles=torch.zeros((*spans, count, len(ROLES))),
        like=torch.zeros((*spans, count), dtype=torch.long),
        firsts=torch.zeros(size, dtype=torch.bool),
        gold=torch.tensor([float(e.is_gold) for e in examples]),
    )
    for row, example in enumerate(examples):
        _fill(batch, row, example)
    return replace(batch, soft=_pad_soft([e.soft for e in examples], length, count))


def _pad_soft(softs: Sequence[Soft | None], length: int, count: int) -> Soft | None:
    """Return what the teacher says of the whole batch, if it says something of every document."""
    told = [soft for soft in softs if soft is not None]
    if len(told) < len(softs):
        return None
    sizes = (length, length, count, count, count, (count, count))
    return Soft(
        *(
            torch.stack([_pad(getattr(soft, part.name), size) for soft in told])
            for part, size in zip(fields(Soft), sizes, strict=True)
        )
    )


def _pad(scores: Tensor, size: int | tuple[int, int]) -> Tensor:
    """Return the scores with zeros behind them."""
    sizes = size if isinstance(size, tuple) else (size,)
    whole = torch.zeros((*sizes, *scores.shape[len(sizes) :]))
    whole[tuple(slice(0, n) for n in scores.shape)] = scores.float()
    return whole


def _fill(batch: Batch, row: int, example: Example) -> None:
    pieces, count = len(example.tokens), len(example.spans)
    batch.ids[row, : pieces + 2] = torch.tensor([START, *example.tokens.ids.tolist(), END])
    batch.shapes[row, 1 : pieces + 1] = torch.from_numpy(example.tokens.shapes)
    batch.mask[row, : pieces + 2] = 1
    batch.firsts[row, 1 : pieces + 1] = torch.from_numpy(example.tokens.first)
    batch.mention_tags[row, 1 : pieces + 1] = torch.tensor(example.mention_tags)
    batch.trigger_tags[row, 1 : pieces + 1] = torch.tensor(example.trigger_tags)
    if not count:
        return
    starts, ends, labels = (torch.tensor(column) for column in zip(*example.spans, strict=True))
    batch.starts[row, :count] = starts + 1
    batch.ends[row, :count] = ends + 1
    batch.labels[row, :count] = labels
    batch.sentences[row, :count] = torch.from_numpy(example.tokens.sentences)[starts]
    batch.span_mask[row, :count] = 1
    batch.kinds[row, :count] = torch.tensor(example.kinds)
    batch.statuses[row, :count] = torch.tensor(example.statuses)
    batch.denials[row, :count] = torch.tensor(example.denials)
    batch.like[row, :count, :count] = torch.from_numpy(example.like)
    for head, tail, role in example.roles:
        batch.roles[row, head, tail, role] = 1


def batches(examples: Sequence[Example], pieces: int, seed: int) -> list[list[Example]]:
    """Return the examples shuffled into batches of like length and about `pieces` word pieces."""
    chance = random.Random(seed)  # noqa: S311  shuffling, not secrets
    keyed = sorted(examples, key=lambda e: len(e.tokens) * chance.uniform(0.85, 1.15))
    made: list[list[Example]] = [[]]
    for example in keyed:
        longest = max([len(example.tokens), *(len(e.tokens) for e in made[-1])])
        if made[-1] and longest * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(example)
    chance.shuffle(made)
    return made
