"""What a teacher says of documents, kept in a file: the examples with it, by document name."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, replace
from pathlib import Path

import torch
from training.examples import Example, Soft


def save_soft(path: Path, examples: Iterable[Example]) -> None:
    """Write what the teacher said of each example; whole examples where it marked them itself."""
    rows = [
        (example.name, astuple(example.soft) if example.is_gold else example)
        for example in examples
        if example.soft
    ]
    torch.save(rows, path)


def load_soft(path: Path, examples: Sequence[Example]) -> list[Example]:
    """Return the examples with what the teacher says of them, and those it marked itself.

    Raises:
        SystemExit: an example is not in the file.
    """
    told: dict[str, tuple[torch.Tensor, ...]] = {}
    marked: list[Example] = []
    for name, row in torch.load(path, weights_only=False):
        if isinstance(row, Example):
            marked.append(row)
        else:
            told[name] = row
    missing = sorted(e.name for e in examples if e.name not in told)
    if missing:
        raise SystemExit(f"{path} says nothing of {len(missing)} documents, first {missing[0]}")
    return [replace(e, soft=Soft(*told[e.name])) for e in examples] + marked
