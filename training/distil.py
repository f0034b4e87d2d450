"""Ask teachers about every document: `python -m training.distil --teacher WEIGHTS... --out soft.pt`.

Marked-up documents keep their spans; plain texts (`corpus/plain/`) get the teachers'. Several teachers
answer with the mean of what they say; `--reader WEIGHTS`, an earlier reader, has its say beside them. The
next reader then learns from people and teachers with `python -m training.train --soft soft.pt`.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from training.examples import (
    IGNORED,
    Batch,
    Example,
    Soft,
    batches,
    load_corpus,
    make_batch,
    make_example,
)
from training.export import load_network
from training.network import Network
from training.reading import LONGEST
from training.soft import save_soft
from training.train import CORPUS, base_tokenizer, load_plan_documents
from training.vary import with_variants

from dateline.annotate.assemble import find_spans
from dateline.annotate.likeness import likeness
from dateline.annotate.markup import MarkedDocument
from dateline.annotate.schema import SPAN_LABELS

PIECES = 8000
_ONE_HOLDS = {"mention", "trigger", "kinds", "statuses"}  # of whose values one holds
# A reader has seen each event label more often than a teacher that forgets English if it learns for long.
_READER_SHARE = 0.5
_READER_SHARES = {"trigger": 0.7}


@dataclass(frozen=True)
class Council:
    """Teachers who answer together, and an earlier reader that has its say beside them."""

    teachers: Sequence[Network]
    reader: Network | None
    device: torch.device

    @torch.no_grad()
    def __call__(self, batch: Batch) -> Soft:
        """Return the mean of what all say, as logarithms of shares where one value holds."""
        here = batch.to(self.device)
        voices = [teacher(here) for teacher in self.teachers]
        reader = self.reader(here) if self.reader else None
        return Soft(**{part.name: _mean(part.name, voices, reader).cpu() for part in fields(Soft)})


def _mean(part: str, voices: Sequence[Soft], reader: Soft | None) -> Tensor:
    """Return one part of what teachers and reader say together."""

    def said(voice: Soft) -> Tensor:
        scores: Tensor = getattr(voice, part)
        return scores.log_softmax(-1) if part in _ONE_HOLDS else scores

    taught = torch.stack([said(voice) for voice in voices]).mean(0)
    if reader is None:
        return taught
    return torch.lerp(taught, said(reader), _READER_SHARES.get(part, _READER_SHARE))


def load_council(paths: Sequence[Path], reader: Path | None, device: str) -> Council:
    """Return the teachers of these weights, and the reader of those."""
    teachers = [load_network(path, large=True)[0].to(device) for path in paths]
    earlier = load_network(reader, large=False)[0].to(device) if reader else None
    return Council(teachers, earlier, torch.device(device))


def ask(council: Council, examples: Sequence[Example]) -> list[Example]:
    """Return the examples with what the teachers say of them."""
    found = council(make_batch(examples))
    return [replace(e, soft=_row(found, row, e)) for row, e in enumerate(examples)]


def _row(found: Soft, row: int, example: Example) -> Soft:
    """Return what was said of one example of a batch, without the padding."""
    pieces, count = len(example.tokens) + 1, len(example.spans)
    return Soft(
        mention=found.mention[row, :pieces].half(),
        trigger=found.trigger[row, :pieces].half(),
        kinds=found.kinds[row, :count].half(),
        statuses=found.statuses[row, :count].half(),
        denials=found.denials[row, :count].half(),
        roles=found.roles[row, :count, :count].half(),
    )


def mark(council: Council, texts: Mapping[str, str], examples: Sequence[Example]) -> list[Example]:
    """Return plain texts with the teachers' spans and with nothing to learn from people.

    `texts` are those of the examples by their names.
    """
    found = council(make_batch(examples))
    return [_marked(found, row, e, texts[e.name]) for row, e in enumerate(examples)]


def _marked(found: Soft, row: int, example: Example, text: str) -> Example:
    tokens = example.tokens
    rows = slice(1, len(tokens) + 1)
    tags = (scores[row, rows].numpy() for scores in (found.mention, found.trigger))
    spans = find_spans(tokens, *tags, {})
    texts = [text[tokens.starts[s.start] : tokens.ends[s.end]] for s in spans]
    return replace(
        example,
        mention_tags=[IGNORED] * len(tokens),
        trigger_tags=[IGNORED] * len(tokens),
        spans=[(s.start, s.end, SPAN_LABELS.index(s.label)) for s in spans],
        kinds=[IGNORED] * len(spans),
        statuses=[IGNORED] * len(spans),
        denials=[-1.0] * len(spans),
        like=likeness(texts, [s.label for s in spans]),
        is_gold=False,
    )


def _fitting(documents: Sequence[MarkedDocument], tokenizer: Tokenizer) -> list[list[Example]]:
    """Return the documents that fit the network as examples, in groups that fit a batch."""
    examples = [make_example(document, tokenizer) for document in documents]
    return batches([e for e in examples if len(e.tokens) <= LONGEST], PIECES, seed=0)


def main() -> None:
    """Ask and write the answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, action="append", required=True, help="weights")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--hold-out", default="tenth")
    parser.add_argument("--varied", type=int, default=1, help="variants of each document")
    parser.add_argument("--device", default="cpu", help="cpu, or cuda where there is a GPU")
    parser.add_argument("--reader", type=Path, help="weights of an earlier reader")
    options = parser.parse_args()
    council = load_council(options.teacher, options.reader, options.device)
    tokenizer = base_tokenizer()
    documents, _ = load_plan_documents(options.corpus, options.hold_out)
    plain = load_corpus(options.corpus / "plain")
    texts = {document.name: document.text for document in plain}
    groups = _fitting(with_variants(documents, options.varied), tokenizer)
    groups += [mark(council, texts, group) for group in _fitting(plain, tokenizer)]
    told = [example for group in groups for example in ask(council, group)]
    save_soft(options.out, told)
    print(len(told), "documents")


if __name__ == "__main__":
    main()
