"""Train a teacher: `python -m training.teach --mpnet model.safetensors --out RUN`.

`model.safetensors` is that of all-mpnet-base-v2. An epoch takes a quarter of an hour on two cores and
ten seconds on a GPU.
"""

import argparse
from pathlib import Path

from training.teacher import MPNET_SHA256, Teacher, load_mpnet
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

PLAN = Plan(epochs=7, seed=15, encoder_rate=8e-5, head_rate=8e-4, average=0.995, rounded=1.0)


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
    report = Reporter(held, tokenizer, plan, options.out)
    network = train(teacher.to(options.device), examples, plan, report)
    finish(network, held, tokenizer, options.out)


if __name__ == "__main__":
    main()
