"""Make a reader narrower: `python -m training.prune RUN/weights.pt --heads 6 --inner 768 --out RUN2`.

The attention heads and inner units of each layer that matter least to the loss go (first-order importance:
Michel, Levy and Neubig 2019, "Are sixteen heads really better than one?"; Molchanov et al. 2019,
"Importance estimation for neural network pruning"). What is left then learns again:
`python -m training.train --start RUN2/weights.pt --heads 6 --inner 768`.
"""

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import torch
from torch import Tensor
from training.examples import Example, batches, make_batch, make_example
from training.export import load_network, read_plan_file
from training.network import Layer, Network
from training.train import CORPUS, Plan, base_tokenizer, load_plan_documents, loss_of

_EVERY = 6  # documents that are looked at: one of so many


@dataclass(frozen=True)
class Importance:
    """How much the loss depends on the parts of one layer: `heads` [heads], `inner` [inner units]."""

    heads: Tensor
    inner: Tensor


def measure(network: Network, examples: Iterable[Example], plan: Plan) -> list[Importance]:
    """Return the importance of every layer's parts over the examples."""
    layers: list[Layer] = list(network.encoder.layers)  # type: ignore[arg-type]
    sums = [
        Importance(torch.zeros(layer.heads), torch.zeros(layer.inner.out_features))
        for layer in layers
    ]
    for group in batches(list(examples), plan.pieces, plan.seed):
        network.zero_grad(set_to_none=True)
        loss_of(network, make_batch(group), plan).backward()  # type: ignore[no-untyped-call]
        for found, layer in zip(sums, layers, strict=True):
            found.heads.add_(_change(layer.out.weight).view(layer.heads, -1).sum(1).abs())
            found.inner.add_(_change(layer.outer.weight).abs())
    return sums


def _change(weight: Tensor) -> Tensor:
    """Return about how much the loss would change if each column of the weight were nought."""
    assert weight.grad is not None
    return (weight.detach() * weight.grad).sum(0)


def narrow(network: Network, found: Iterable[Importance], plan: Plan) -> Network:
    """Return the network with as many heads and inner units a layer as `plan` has: the best ones."""
    state = network.state_dict()
    for number, importance in enumerate(found):
        here = f"encoder.layers.{number}."
        heads = importance.heads.topk(plan.heads).indices.sort().values
        inner = importance.inner.topk(plan.inner).indices.sort().values
        for part in ("weight", "bias"):
            name = f"{here}query_key_value.{part}"
            by_head = state[name].view(3, len(importance.heads), -1, *state[name].shape[1:])
            state[name] = by_head[:, heads].reshape(-1, *state[name].shape[1:])
            state[f"{here}inner.{part}"] = state[f"{here}inner.{part}"][inner]
        out = state[f"{here}out.weight"]
        by_head = out.view(len(out), len(importance.heads), -1)
        state[f"{here}out.weight"] = by_head[:, heads].reshape(len(out), -1)
        state[f"{here}outer.weight"] = state[f"{here}outer.weight"][:, inner]
    narrower = Network(plan.sizes(), plan.dropout)
    narrower.load_state_dict(state)
    return narrower


def main() -> None:
    """Narrow a run's network and save it as the start of another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--heads", type=int, required=True, help="a layer")
    parser.add_argument("--inner", type=int, required=True, help="units a layer")
    parser.add_argument("--out", type=Path, required=True, help="folder of the narrower network")
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    network, _ = load_network(options.weights, large=False)
    plan = read_plan_file(options.weights)
    tokenizer = base_tokenizer()
    documents, _ = load_plan_documents(options.corpus, plan.hold_out)
    examples = [make_example(document, tokenizer) for document in documents[::_EVERY]]
    narrower = replace(plan, heads=options.heads, inner=options.inner)
    options.out.mkdir(parents=True, exist_ok=True)
    found = measure(network, examples, plan)
    torch.save(narrow(network, found, narrower).state_dict(), options.out / "weights.pt")
    (options.out / "plan.json").write_text(json.dumps(asdict(narrower), indent=1) + "\n")


if __name__ == "__main__":
    main()
