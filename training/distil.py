"""Ask a teacher about every document: `python -m training.distil --teacher RUN --out soft.pt`.

Marked-up documents keep their spans; plain texts (`corpus/plain/`) get the teacher's. The reader
then learns from both with `python -m training.train --soft soft.pt`.
"""

import argparse
from dataclasses import replace
from pathlib import Path

import torch
from tokenizers import Tokenizer
from training.examples import IGNORED, Example, Soft, make_batch, make_example
from training.network import Network, Sizes
from training.reading import LONGEST, find_document_spans
from training.soft import save_soft
from training.teacher import Teacher
from training.train import CORPUS, base_tokenizer, load_plan_documents

from dateline.annotate.likeness import likeness
from dateline.annotate.markup import MarkedDocument, parse_documents
from dateline.annotate.schema import SPAN_LABELS


@torch.no_grad()
def ask(teacher: Network, example: Example) -> Example:
    """Return the example with what the teacher says of it."""
    found = teacher(make_batch([example]))
    pieces, count = len(example.tokens), len(example.spans)
    return replace(
        example,
        soft=Soft(
            mention=found.mention[0, : pieces + 1].half(),
            trigger=found.trigger[0, : pieces + 1].half(),
            kinds=found.kinds[0, :count].half(),
            statuses=found.statuses[0, :count].half(),
            denials=found.denials[0, :count].half(),
            roles=found.roles[0, :count, :count].half(),
        ),
    )


def mark(teacher: Network, document: MarkedDocument, tokenizer: Tokenizer) -> Example:
    """Return a plain text with the teacher's spans and with nothing to learn from people."""
    plain = make_example(document, tokenizer)
    tokens = plain.tokens
    spans = find_document_spans(teacher, tokens)
    texts = [document.text[tokens.starts[s.start] : tokens.ends[s.end]] for s in spans]
    return replace(
        plain,
        mention_tags=[IGNORED] * len(tokens),
        trigger_tags=[IGNORED] * len(tokens),
        spans=[(s.start, s.end, SPAN_LABELS.index(s.label)) for s in spans],
        kinds=[IGNORED] * len(spans),
        statuses=[IGNORED] * len(spans),
        denials=[-1.0] * len(spans),
        like=likeness(texts, [s.label for s in spans]),
        is_gold=False,
    )


@torch.no_grad()
def hear_second(second: Network, example: Example) -> Example:
    """Return a plain example whose trigger scores are the mean of the teacher's and a second voice's.

    Triggers are what the teacher knows least; a small network that was trained alone knows them as
    well.
    """
    if example.is_gold or example.soft is None:
        return example
    rows = len(example.tokens) + 1
    theirs = second(make_batch([example])).trigger[0, :rows].log_softmax(-1)
    mean = (example.soft.trigger.float().log_softmax(-1) + theirs) / 2
    return replace(example, soft=replace(example.soft, trigger=mean.half()))


def main() -> None:
    """Ask and write the answers."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--teacher", type=Path, required=True, help="weights of the teacher")
    parser.add_argument("--second", type=Path, required=True, help="weights of a network")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--hold-out", default="tenth")
    options = parser.parse_args()
    teacher = Teacher()
    teacher.load_state_dict(torch.load(options.teacher, weights_only=True), strict=False)
    teacher.eval()
    tokenizer = base_tokenizer()
    documents, _ = load_plan_documents(options.corpus, options.hold_out)
    asked = [make_example(document, tokenizer) for document in documents]
    for path in sorted((options.corpus / "plain").glob("*.txt")):
        with path.open(encoding="utf-8") as lines:
            asked += [
                mark(teacher, document, tokenizer)
                for document in parse_documents(lines, source=path.name)
            ]
    fitting = [example for example in asked if len(example.tokens) <= LONGEST]
    second = Network(Sizes())
    second.load_state_dict(torch.load(options.second, weights_only=True), strict=False)
    second.eval()
    told = (hear_second(second, ask(teacher, example)) for example in fitting)
    save_soft(options.out, told)
    print(len(fitting), "documents")


if __name__ == "__main__":
    main()
