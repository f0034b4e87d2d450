"""Write a trained reader as the ONNX files that ship: `python -m training.export RUN/weights.pt`.

Weights become 8-bit integers of 7 bits' range, so that no processor's integer kernels saturate and
every machine computes the same sums. `training.tune` then sets the bars above which a role holds.
"""

import argparse
import hashlib
import json
import tempfile
from dataclasses import asdict
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from training.graph import WORDS, write_encoder, write_large_encoder
from training.network import Network
from training.scorer_graph import EXACT, write_scorer
from training.teacher import SIZES as TEACHER_SIZES
from training.teacher import Teacher
from training.train import Plan, base_tokenizer

TARGET = Path(__file__).parent.parent / "src" / "dateline" / "data" / "reader"


def quantise(source: Path, target: Path) -> None:
    """Write `source` with 8-bit weights to `target`: those that `training.rounding` rounds.

    A map in `EXACT` stays as it is: what is rounded elsewhere is only more exact in it.
    """
    tables = [node.name for node in onnx.load(source).graph.node if node.op_type == "Gather"]
    quantize_dynamic(
        source,
        target,
        op_types_to_quantize=["MatMul", "Gather"],
        nodes_to_exclude=[*EXACT, *(name for name in tables if name != WORDS)],
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        extra_options={"MatMulConstBOnly": True, "DefaultTensorType": onnx.TensorProto.FLOAT},
    )


def load_network(weights: Path, *, large: bool) -> tuple[Network, int]:
    """Return a run's network and the width of its states."""
    sizes = read_plan_file(weights).sizes()
    network, width = (Teacher(), TEACHER_SIZES.width) if large else (Network(sizes), sizes.width)
    network.load_state_dict(torch.load(weights, weights_only=True, map_location="cpu"))
    return network.eval(), width


def read_plan_file(weights: Path) -> Plan:
    """Return the plan that lies beside a run's weights."""
    return Plan(**json.loads((weights.parent / "plan.json").read_text("utf-8")))


def export(weights: Path, target: Path, *, large: bool) -> None:
    """Write a run's network, tokenizer and numbers into the folder `target`."""
    network, width = load_network(weights, large=large)
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder)
        if isinstance(network, Teacher):
            write_large_encoder(network.encoder, plain / "encoder.onnx")
        else:
            write_encoder(network.encoder, plain / "encoder.onnx")
        write_scorer(network.scorer, width, plain / "scorer.onnx")
        for name in ("encoder.onnx", "scorer.onnx"):
            quantise(plain / name, target / name)
    base_tokenizer().save(str(target / "tokenizer.json"))
    digest = hashlib.sha256()
    for name in ("encoder.onnx", "scorer.onnx", "tokenizer.json"):
        digest.update((target / name).read_bytes())
    numbers = {
        "version": digest.hexdigest()[:16],
        "plan": asdict(read_plan_file(weights)),
        "thresholds": {},
    }
    (target / "model.json").write_text(json.dumps(numbers, indent=1, sort_keys=True) + "\n")


def main() -> None:
    """Export one run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=Path, help="`weights.pt`, or another epoch of a run")
    parser.add_argument("--target", type=Path, default=TARGET)
    parser.add_argument("--large", action="store_true", help="the weights are a teacher's")
    options = parser.parse_args()
    export(options.weights, options.target, large=options.large)
    for path in sorted(options.target.iterdir()):
        print(f"{path.name:16} {path.stat().st_size / 1e6:8.2f} MB")


if __name__ == "__main__":
    main()
