"""The language a text is written in."""

import re
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_LETTERS: Final = 5000
_MIN_LETTERS: Final = 40
_MIN_CONFIDENCE: Final = 0.5
_WORD: Final = re.compile(r"[^\W\d_]+")
# Words of English that no other language of the news uses as its own, and words that few others
# have. Where some of the first stand and both abound the text is English, and the identifier (half a
# second and 100 MB to load) is not needed.
_ENGLISH: Final = frozenset(
    (
        "about", "after", "against", "among", "armed", "because", "been", "before", "being",
        "between", "both", "but", "civilians", "could", "died", "during", "fighters",
        "five", "four", "from", "gunmen", "his", "including", "injured", "into", "its",
        "killed", "more", "near", "not", "others", "our", "out", "people", "said", "she",
        "since", "soldiers", "some", "than", "that", "the", "their", "them", "there",
        "these", "they", "this", "those", "three", "through", "told", "troops", "two",
        "until", "were", "what", "when", "where", "which", "while", "who", "with",
        "without", "would", "wounded",
    )
)  # fmt: skip
_COMMON: Final = _ENGLISH | {
    "an", "and", "are", "as", "at", "by", "for", "had", "has", "have", "he", "is", "it", "of", "on",
    "was",
}  # fmt: skip
_ENGLISH_WORDS: Final = 12
_ENGLISH_SHARE: Final = 0.15
_ENGLISH_KINDS: Final = 2


def identify_language(text: str) -> str | None:
    """Return the ISO 639-1 code of the text's language, None where the text does not tell.

    Looked at are the first 5,000 letters; under 40 letters, or where no language is more likely
    than not, there is no answer.
    """
    words = _first_words(text)
    if sum(map(len, words)) < _MIN_LETTERS:
        return None
    if _is_plainly_english(words):
        return "en"
    language, confidence = load_language_identifier().classify(" ".join(words))
    return str(language) if confidence >= _MIN_CONFIDENCE else None


@cache
def load_language_identifier() -> "LanguageIdentifier":
    """Return the identifier, limited to the languages that have an ISO 639-1 code.

    Source: py3langid, M. Lui and T. Baldwin, "langid.py", ACL 2012 demonstrations.
    """
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  slow to import

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in identifier.labels if len(code) == 2])  # noqa: PLR2004
    return identifier


def _first_words(text: str) -> list[str]:
    words: list[str] = []
    letters = 0
    for found in _WORD.finditer(text):
        words.append(found[0][:_LETTERS])
        letters += len(found[0])
        if letters >= _LETTERS:
            break
    return words


def _is_plainly_english(words: list[str]) -> bool:
    lower = list(map(str.lower, words))
    return (
        len(words) >= _ENGLISH_WORDS
        and sum(word in _COMMON for word in lower) >= _ENGLISH_SHARE * len(words)
        and len(_ENGLISH.intersection(lower)) >= _ENGLISH_KINDS
    )
