"""What of a report's text shows that another is its copy: MinHash, hashes of sentences, agency.

MinHash and its seeded permutations are datasketch's; the same text gives the same numbers always.
"""

import hashlib
import re
from typing import Final

from datasketch import MinHash

from dateline.annotate.sentences import split_sentences
from dateline.fuse.rules import CopyRules
from dateline.records import Record, Report

_WORD: Final = re.compile(r"\w+")
_SEED: Final = 1
# `KABUL, Sept 18 (Meridian) -`: what stands in brackets in the place line.
_CREDIT: Final = re.compile(r"^[^()\n]{2,80}\((?P<agency>[A-Z][\w .&'/-]{1,40})\)\s*[-–—]{1,2}\s")
_LEADING_LINES: Final = 4


class ReportText(Record, frozen=True, kw_only=True):
    """A report as fusing knows it.

    `published` is an ISO day; `signature` the MinHash of its word shingles, four bytes a value; `sentences` the hashes of
    its long sentences, sorted; `digest` that of all its words; `agency` the agency its place line credits.
    """

    id: str
    published: str | None = None
    publisher: str | None = None
    url: str | None = None
    agency: str | None = None
    digest: str = ""
    signature: bytes = b""
    sentences: tuple[int, ...] = ()
    least_words: int = 8

    def sentence_hash(self, sentence: str) -> int | None:
        """Return the hash of a sentence, None where it is too short to prove a copy."""
        return hash_sentence(sentence, least=self.least_words)


def read_text(report: Report, rules: CopyRules) -> ReportText:
    """Return what shows that a report is a copy of another or another of it."""
    words = _WORD.findall(report.text.casefold())
    sentences = {
        found
        for start, end in split_sentences(report.text)
        if (found := hash_sentence(report.text[start:end], least=rules.sentence_words)) is not None
    }
    return ReportText(
        id=report.id,
        published=report.published,
        publisher=report.publisher,
        url=report.url,
        agency=find_agency(report.text),
        digest=hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:16],
        signature=sign(words, rules),
        sentences=tuple(sorted(sentences)),
        least_words=rules.sentence_words,
    )


def sign(words: list[str], rules: CopyRules) -> bytes:
    """Return the MinHash of the shingles of the words; empty where there are no words."""
    if not words:
        return b""
    size = rules.shingle
    shingles = {" ".join(words[n : n + size]) for n in range(max(1, len(words) - size + 1))}
    hashes = MinHash(num_perm=rules.permutations, seed=_SEED)
    hashes.update_batch([one.encode("utf-8", "surrogatepass") for one in sorted(shingles)])
    return bytes(hashes.hashvalues.astype("<u4").tobytes())


def hash_sentence(sentence: str, *, least: int) -> int | None:
    """Return 48 bits of the hash of the words, None where there are fewer than `least`."""
    words = _WORD.findall(sentence.casefold())
    if len(words) < least:
        return None
    digest = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:6], "big")


def find_agency(text: str) -> str | None:
    """Return the agency that a place line credits, None where there is none."""
    for line in text.splitlines()[:_LEADING_LINES]:
        found = _CREDIT.match(line)
        if found:
            return found["agency"].strip()
    return None
