"""Train the teacher: `python -m training.teach --mpnet model.safetensors --out RUN`.

`model.safetensors` is that of all-mpnet-base-v2. An epoch takes about ten minutes on two cores.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from training.examples import Batch, Example, make_batch
from training.teacher import MPNET_SHA256, SIZES, LowerLayers, Teacher, load_mpnet
from training.train import (
    Plan,
    Reporter,
    base_tokenizer,
    check_sha256,
    finish,
    load_sets,
    read_plan,
    train,
)

PLAN = Plan(epochs=6, encoder_rate=8e-5, head_rate=8e-4, average=0.995)


class KeptStates:
    """What the frozen layers say of every document, worked out once."""

    def __init__(self, lower: LowerLayers, examples: Sequence[Example]) -> None:
        self.states: dict[str, Tensor] = {}
        for example in examples:
            ids = make_batch([example]).ids
            self.states[example.name] = lower(ids)[0].half()

    def prepare(self, group: Sequence[Example]) -> Batch:
        """Return the group as a batch whose `ids` are the kept states."""
        batch = make_batch(group)
        states = torch.zeros((*batch.ids.shape, SIZES.width))
        for row, example in enumerate(group):
            kept = self.states[example.name]
            states[row, : len(kept)] = kept.float()
        return replace(batch, ids=states)


def main() -> None:
    """Train, print, save `weights.pt`, `plan.json` and `scores.txt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mpnet", type=Path, required=True)
    options, plan = read_plan(parser, PLAN)
    check_sha256(options.mpnet, MPNET_SHA256)
    tokenizer = base_tokenizer()
    examples, held = load_sets(options, plan, tokenizer)
    teacher = Teacher(plan.dropout)
    load_mpnet(options.mpnet, teacher.encoder.lower, teacher.encoder.upper)
    kept = KeptStates(teacher.encoder.lower.eval(), examples)
    report = Reporter(held, tokenizer, plan, options.out)
    finish(train(teacher, examples, plan, report, kept.prepare), held, tokenizer, options.out)


if __name__ == "__main__":
    main()
