import numpy as np
import onnxruntime
import pytest

from dateline.annotate.likeness import LIKENESS
from dateline.annotate.schema import SPAN_LABELS

torch = pytest.importorskip("torch", reason="training is not set up")
network = pytest.importorskip("training.network")
graph = pytest.importorskip("training.scorer_graph")

SIZES = network.Sizes(width=16, span_width=32, pair_width=24)


@pytest.fixture(scope="module")
def scorer():
    torch.manual_seed(0)
    made = network.SpanScorer(SIZES, 0.0).eval()
    for layer in made.layers:
        torch.nn.init.normal_(layer.like.weight)
    torch.nn.init.normal_(made.like.weight)
    return made


@pytest.mark.parametrize("count", [1, 2, 60])
def test_the_graph_says_what_the_network_says(scorer, count, tmp_path):
    graph.write_scorer(scorer, SIZES.width, tmp_path / "scorer.onnx")
    numbers = np.random.default_rng(count)
    feed = {
        "spans": numbers.normal(size=(1, count, 3 * SIZES.width)).astype(np.float32),
        "labels": numbers.integers(0, len(SPAN_LABELS), (1, count)),
        "sentences": np.sort(numbers.integers(0, 12, (1, count))),
        "like": numbers.integers(0, len(LIKENESS), (1, count, count)),
    }
    session = onnxruntime.InferenceSession(
        str(tmp_path / "scorer.onnx"), providers=["CPUExecutionProvider"]
    )
    found = session.run(["kinds", "statuses", "denials", "roles"], feed)
    with torch.no_grad():
        mask = torch.ones((1, count))
        wanted = scorer(*(torch.from_numpy(values) for values in feed.values()), mask)
    for ours, theirs in zip(found, wanted, strict=True):
        np.testing.assert_allclose(ours, theirs.numpy(), atol=1e-4)
