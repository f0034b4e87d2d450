"""Read documents with the network as it is trained (PyTorch), for scoring while it learns."""

from collections.abc import Sequence

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from training.examples import END, START
from training.network import Network

from dateline.annotate.annotation import Annotation
from dateline.annotate.assemble import PieceSpan, Scored, assemble, find_spans
from dateline.annotate.likeness import likeness
from dateline.annotate.markup import MarkedDocument
from dateline.annotate.schema import SPAN_LABELS
from dateline.annotate.tokens import Tokens, tokenise

LONGEST = 510


@torch.no_grad()
def read_documents(
    network: Network, documents: Sequence[MarkedDocument], tokenizer: Tokenizer
) -> list[Annotation]:
    """Return what the network marks in each document, read as one window (510 pieces at most)."""
    return [_read(network, document.text, tokenizer) for document in documents]


def _tag(network: Network, tokens: Tokens) -> tuple[Tensor, list[PieceSpan]]:
    """Return the states of a text, after the start mark, and the spans the taggers see."""
    count = min(len(tokens), LONGEST)
    ids = torch.tensor([[START, *tokens.ids[:count].tolist(), END]])
    shapes = torch.zeros_like(ids)
    shapes[0, 1 : count + 1] = torch.from_numpy(tokens.shapes[:count])
    states, mention, trigger = network.encoder(ids, shapes, torch.ones(ids.shape))
    rows = slice(1, count + 1)
    return states, find_spans(tokens, mention[0, rows].numpy(), trigger[0, rows].numpy(), {})


@torch.no_grad()
def find_document_spans(network: Network, tokens: Tokens) -> list[PieceSpan]:
    """Return the spans the network sees in a text."""
    return _tag(network, tokens)[1]


def _read(network: Network, text: str, tokenizer: Tokenizer) -> Annotation:
    tokens = tokenise(text, tokenizer)
    states, spans = _tag(network, tokens)
    if not spans:
        return Annotation()
    starts = torch.tensor([[s.start + 1 for s in spans]])
    ends = torch.tensor([[s.end + 1 for s in spans]])
    labels = torch.tensor([[SPAN_LABELS.index(s.label) for s in spans]])
    sentences = torch.from_numpy(tokens.sentences[np.array([s.start for s in spans])])[None]
    words = [text[tokens.starts[s.start] : tokens.ends[s.end]] for s in spans]
    like = torch.from_numpy(likeness(words, [s.label for s in spans]))[None]
    kind, status, deny, roles = network.scorer(
        network.span_states(states, starts, ends), labels, sentences, like, torch.ones(labels.shape)
    )
    scored = Scored(
        kind[0].numpy(), status[0].numpy(), deny[0].numpy(), roles[0].numpy(), like[0].numpy()
    )
    return assemble(text, tokens, spans, scored, {})
