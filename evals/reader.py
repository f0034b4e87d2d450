"""The reader as it ships against marked-up documents: `python -m evals.reader FILE...`.

Without a file: the held-out tenth of the corpus, chosen as training chooses it. Documents the
shipped model was trained on say nothing.
"""

import argparse
from collections.abc import Collection
from pathlib import Path

from evals.held_out import is_held_out
from evals.reader_scores import score_all

from dateline.annotate.markup import MarkedDocument, parse_documents
from dateline.annotate.reader import read_texts
from dateline.knowledge.model import load_model

CORPUS = Path(__file__).parent.parent / "corpus"


def held_out_documents(folder: Path, without: Collection[str] = ()) -> list[MarkedDocument]:
    """Return the documents of the corpus that training holds out; `without` are names of files."""
    return [
        document
        for path in sorted(folder.glob("*.txt"))
        if path.stem not in without
        for document in parse_documents(path.read_text("utf-8").splitlines(), source=path.name)
        if is_held_out(document.name)
    ]


def main() -> None:
    """Print the scores of each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="*")
    parser.add_argument(
        "--without",
        nargs="+",
        default=[],
        choices=sorted(path.stem for path in CORPUS.glob("*.txt")),
        metavar="NAME",
        help="files of the corpus left out",
    )
    options = parser.parse_args()
    sets = {
        str(path): list(parse_documents(path.read_text("utf-8").splitlines(), source=str(path)))
        for path in options.files
    } or {"held-out tenth of the corpus": held_out_documents(CORPUS, options.without)}
    model = load_model(threads=2)
    for name, documents in sets.items():
        found = read_texts([document.text for document in documents], model)
        gold = (document.annotation for document in documents)
        print(
            f"## {name}: {len(documents)} documents\n{score_all(zip(gold, found, strict=True)).table()}\n"
        )


if __name__ == "__main__":
    main()
