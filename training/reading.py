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


def device_of(network: Network) -> torch.device:
    """Return where the network's weights lie."""
    return next(network.parameters()).device


def _tag(network: Network, tokens: Tokens) -> tuple[Tensor, list[PieceSpan]]:
    """Return the states of a text, after the start mark, and the spans the taggers see."""
    count = min(len(tokens), LONGEST)
    device = device_of(network)
    ids = torch.tensor([[START, *tokens.ids[:count].tolist(), END]])
    shapes = torch.zeros_like(ids)
    shapes[0, 1 : count + 1] = torch.from_numpy(tokens.shapes[:count])
    mask = torch.ones(ids.shape, device=device)
    states, mention, trigger = network.encoder(ids.to(device), shapes.to(device), mask)
    tags = (scores[0, 1 : count + 1].cpu().numpy() for scores in (mention, trigger))
    return states, find_spans(tokens, *tags, {})


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
    device = states.device
    given = (part.to(device) for part in (labels, sentences, like, torch.ones(labels.shape)))
    span_states = network.span_states(states, starts.to(device), ends.to(device))
    found = (part[0].cpu().numpy() for part in network.scorer(span_states, *given))
    return assemble(text, tokens, spans, Scored(*found, like[0].numpy()), {})
