"""Conformance cases as somebody would write them who has only read PyTorch's documentation and ours.

Independent of the other recorders: other shapes, seeds and combinations of options.
Run: /usr/bin/python3 tests/engine/record/conformance.py
"""
import json
import pathlib
import platform
import random

import torch

import conformance_layers
import conformance_losses
import conformance_numbers
import conformance_refusals
import conformance_sequences
import conformance_spatial
import conformance_training
from conformance_case import CASES


def main():
    torch.manual_seed(977)
    chance = random.Random(977)
    conformance_spatial.convolutions(chance)
    conformance_spatial.pools(chance)
    conformance_losses.classification()
    conformance_losses.regression()
    conformance_numbers.elementwise()
    conformance_numbers.reductions()
    conformance_numbers.linear_algebra()
    conformance_numbers.shapes()
    conformance_sequences.normalization()
    conformance_sequences.sequences()
    folder = pathlib.Path(__file__).resolve().parent.parent / "fixtures"
    provenance = {"implementation": f"PyTorch {torch.__version__} (Debian python3-torch), CPU",
                  "python": platform.python_version(), "script": "tests/engine/record/conformance.py"}
    write(folder / "conformance-calls.json", provenance, CASES)
    write(folder / "conformance-training.json", provenance, conformance_training.cases())
    write(folder / "conformance-layers.json", provenance, conformance_layers.cases())
    write(folder / "conformance-refusals.json", provenance, conformance_refusals.cases())


def write(path, provenance, cases):
    lines = ",\n".join(json.dumps(one, separators=(",", ":"), allow_nan=False) for one in cases)
    path.write_text('{"provenance":%s,\n"cases":[\n%s\n]}\n' % (json.dumps(provenance), lines))
    print(path.name, len(cases), "cases,", path.stat().st_size // 1024, "KB")


if __name__ == "__main__":
    main()
