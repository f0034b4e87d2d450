"""Make the reader narrower: `python -m training.narrow --weights RUN/weights.pt --inner 1024 --out FILE`.

The inner units of each layer that matter least to the loss go (first-order Taylor importance, Michel
et al. 2019, Molchanov et al. 2019); what is left then learns again from the teacher.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from training.examples import Example, batches, make_batch, make_example
from training.network import Network, Sizes
from training.train import CORPUS, Plan, base_tokenizer, load_plan_documents, loss_of

_EVERY = 6  # documents that are looked at: one of so many


def importance(network: Network, examples: Sequence[Example], plan: Plan) -> list[Tensor]:
    """Return for each layer how much the loss depends on each inner unit, [inner]."""
    layers = list(network.encoder.layers)
    scores = [torch.zeros(layer.inner.out_features) for layer in layers]
    for group in batches(examples, plan.pieces, plan.seed):
        network.zero_grad(set_to_none=True)
        loss_of(network, make_batch(group), plan).backward()  # type: ignore[no-untyped-call]
        for number, layer in enumerate(layers):
            scores[number] += (layer.outer.weight * layer.outer.weight.grad).sum(0).abs().detach()
    return scores


def narrow(network: Network, scores: Sequence[Tensor], inner: int) -> Network:
    """Return the network with the `inner` units of each layer that matter most."""
    narrower = Network(replace(Sizes(), inner=inner))
    state = network.state_dict()
    for number, score in enumerate(scores):
        kept = score.topk(inner).indices.sort().values
        here = f"encoder.layers.{number}."
        for name in ("inner.weight", "inner.bias"):
            state[here + name] = state[here + name][kept]
        state[here + "outer.weight"] = state[here + "outer.weight"][:, kept]
    narrower.load_state_dict(state)
    return narrower


def main() -> None:
    """Narrow and save."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--inner", type=int, default=1024)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    options = parser.parse_args()
    network = Network(Sizes())
    network.load_state_dict(torch.load(options.weights, weights_only=True))
    network.eval()
    tokenizer = base_tokenizer()
    documents, _ = load_plan_documents(options.corpus, "tenth")
    examples = [make_example(document, tokenizer) for document in documents[::_EVERY]]
    narrower = narrow(network, importance(network, examples, Plan()), options.inner)
    torch.save(narrower.state_dict(), options.out)


if __name__ == "__main__":
    main()
