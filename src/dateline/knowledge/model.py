"""The reader's model: two ONNX graphs, a tokenizer and their numbers."""

import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Final

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from dateline.annotate.tokens import Tokenizer as PieceTokenizer
from dateline.errors import KnowledgeError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# One node that adds and norms takes five times as long as the two it would stand for.
_SLOWER: Final = ("SkipLayerNormFusion",)
_FILES: Final = ("encoder.onnx", "scorer.onnx", "tokenizer.json", "model.json")


class OnnxModel:
    """The network as it runs: `tag` finds spans' scores, `score` the roles between them.

    Safe to call from several threads. `version` is a hash of the weights.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        """Load the model in `folder`.

        Raises:
            KnowledgeError: a file is missing or broken.
        """
        for name in _FILES:
            if not (folder / name).is_file():
                raise KnowledgeError(
                    f"{folder / name}: the reader's model is missing; reinstall dateline or run "
                    "`make train`"
                )
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self.tokenizer: PieceTokenizer = tokenizer
            numbers = json.loads((folder / "model.json").read_text("utf-8"))
            self._encoder = _open(folder / "encoder.onnx", threads)
            self._scorer = _open(folder / "scorer.onnx", threads)
        except Exception as error:
            raise KnowledgeError(
                f"{folder}: the reader's model cannot be opened ({error}); reinstall dateline"
            ) from error
        self.thresholds: Mapping[str, float] = numbers["thresholds"]
        self.version: str = numbers["version"]

    def tag(self, ids: Ints, shapes: Ints) -> tuple[Floats, Floats, Floats]:
        """Return states, mention scores and trigger scores, each [batch, length, ...]."""
        states, mention, trigger = self._encoder.run(None, {"ids": ids, "shapes": shapes})
        return states, mention, trigger

    def score(
        self, spans: Floats, labels: Ints, sentences: Ints, like: Ints
    ) -> tuple[Floats, Floats, Floats, Floats]:
        """Return kind, status, denial and role scores of n spans; `spans` is [n, 3 * width]."""
        feed = {
            "spans": spans[None],
            "labels": labels[None],
            "sentences": sentences[None],
            "like": like[None],
        }
        kinds, statuses, denials, roles = self._scorer.run(None, feed)
        return kinds[0], statuses[0], denials[0], roles[0]


def _open(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(path),
        options,
        providers=["CPUExecutionProvider"],
        disabled_optimizers=list(_SLOWER),
    )


def load_model(*, threads: int = 1) -> OnnxModel:
    """Return the model that ships with the package.

    Raises:
        KnowledgeError: the installation lacks it.
    """
    return OnnxModel(Path(str(files("dateline") / "data" / "reader")), threads=threads)
