#!/usr/bin/python3
"""Makes data/files and data/manifest.json from the data that Debian packages with scikit-learn.

Usage, on Debian 12 (python3-sklearn 1.2.1+dfsg-1, python3-pil 9.4.0):

    apt-get install python3-sklearn python3-pil
    /usr/bin/python3 data/make.py

Tables are read as text and scaled to integers in decimal arithmetic, so no binary rounding happens
here; the loader divides by 10^decimals, which gives the double nearest to the printed decimal. The
inputs' SHA-256 is checked: another release of the package must be looked at before it is taken.
"""

import gzip
import hashlib
import importlib.util
import io
import json
import sys
import zlib
from decimal import Decimal
from pathlib import Path

from PIL import Image, PngImagePlugin

sys.dont_write_bytecode = True  # no __pycache__ in the repository
from sources import PHOTOS, TABLES  # noqa: E402

HERE = Path(__file__).resolve().parent
FILES = HERE / "files"
BASE36 = "0123456789abcdefghijklmnopqrstuvwxyz"


def packaged(path, sha256):
    """Bytes of a file of sklearn/datasets, checked against the release this script was written for."""
    spec = importlib.util.find_spec("sklearn")
    if spec is None:
        raise SystemExit("scikit-learn is not installed for this Python: apt-get install python3-sklearn, then use /usr/bin/python3")
    content = (Path(spec.submodule_search_locations[0]) / "datasets" / path).read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise SystemExit(f"{path}: SHA-256 is {found}, expected {sha256}: look at what changed first")
    return content


def rows_of(path, sha256):
    """Rows of decimals. A first line with names after the counts is sklearn's header, not data."""
    content = packaged(path, sha256)
    text = (gzip.decompress(content) if path.endswith(".gz") else content).decode()
    lines = [line.replace(",", " ").split() for line in text.splitlines() if line.strip()]
    if any(cell[0].isalpha() for cell in lines[0]):
        lines = lines[1:]
    return [[Decimal(cell) for cell in line] for line in lines]


def encode(values, max_decimals):
    """Integers and the power of ten that turns them back; single base-36 digits where they fit.

    max_decimals removes binary noise such as 4.803999999999999 and may move a value by 1e-12 at most.
    """
    clean = []
    for value in values:
        rounded = round(value, max_decimals)
        if abs(rounded - value) > Decimal("1e-12"):
            raise SystemExit(f"{value} has more than {max_decimals} decimals")
        clean.append(rounded.normalize())
    decimals = max(0, max(-value.as_tuple().exponent for value in clean))
    integers = [int(value.scaleb(decimals)) for value in clean]
    if all(0 <= n < 36 for n in integers):
        return {"decimals": decimals, "values": "".join(BASE36[n] for n in integers)}
    return {"decimals": decimals, "values": integers}


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def table_file(table):
    """JSON with one line per column: small, and a change shows in a diff."""
    rows = [sum(parts, []) for parts in zip(*(rows_of(*source) for source in table["inputs"]), strict=True)]
    columns = list(zip(*rows, strict=True))
    if len(columns) != len(table["features"]) + 1:
        raise SystemExit(f"{table['name']}: {len(columns)} columns, expected {len(table['features'])} and a target")
    lines = [f'"{key}":{compact(table[key])}' for key in ("name", "source", "license")]
    lines.append(f'"numExamples":{len(rows)}')
    features = [
        compact({"name": name, "unit": unit, **encode(column, table["max_decimals"])})
        for (name, unit), column in zip(table["features"], columns, strict=False)
    ]
    lines.append('"features":[\n' + ",\n".join(features) + "\n]")
    lines.append(f'"target":{compact({**table["target"], **encode(columns[-1], 0)})}')
    return ("{" + ",\n".join(lines) + "}\n").encode()


def photo_file(photo):
    """Crop to 16:10 around the center, then 256 × 160, lossless: every decoder gives the same pixels."""
    image = Image.open(io.BytesIO(packaged(photo["input"], photo["sha256"]))).convert("RGB")
    small = image.resize((256, 160), Image.LANCZOS, box=(0, 13, 640, 413))
    text = PngImagePlugin.PngInfo()
    for key, value in photo["text"].items():
        text.add_text(key, value)
    out = io.BytesIO()
    small.save(out, "PNG", optimize=True, pnginfo=text)  # the profile is plain sRGB, which is also PNG's default: left out
    return out.getvalue()


def main():
    FILES.mkdir(exist_ok=True)
    contents = {f"{table['name']}.json": table_file(table) for table in TABLES}
    contents |= {f"{photo['name']}.png": photo_file(photo) for photo in PHOTOS}
    for old in FILES.iterdir():
        if old.name not in contents:
            old.unlink()
    manifest = {}
    for name, content in contents.items():
        (FILES / name).write_bytes(content)
        manifest[name] = {"bytes": len(content), "crc32": f"{zlib.crc32(content):08x}"}
        print(f"{name:20}{len(content):8} bytes{len(gzip.compress(content, 9)):8} gzip")
    (HERE / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
