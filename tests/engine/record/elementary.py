"""Records tests/engine/fixtures/elementary.json: correctly rounded values of elementary functions.

Run with Debian's python3-mpmath:  python3 tests/engine/record/elementary.py
Arguments are written as decimal strings that read back as the same float64.
"""

import json
import math
import pathlib
import random

import mpmath
from mpmath import mp, mpf

mp.prec = 1500  # enough for sin of the largest float64
SEED = 20240517
rng = random.Random(SEED)


def spread(low, high, count):
    return [rng.uniform(low, high) for _ in range(count)]


def magnitudes(low, high, count, signed=True):
    values = [10 ** rng.uniform(low, high) for _ in range(count)]
    return [-v if signed and rng.random() < 0.5 else v for v in values]


def precise(value):
    """High and low part: value = high + low to 106 bits."""
    high = float(value)
    if math.isinf(high) or high == 0:
        return [repr(high), "0.0"]
    return [repr(high), repr(float(value - mpf(high)))]


TINY = [5e-324, -5e-324, 2.2250738585072014e-308, 1e-300, 1e-20, -1e-9]
ANGLES = spread(-10, 10, 200) + magnitudes(-10, 5, 150) + magnitudes(5, 308, 150)
ANGLES += [6381956970095103 * 2.0**797, 3.14159265358979, math.pi, math.pi / 2, 1.5707963267948966 * 3, 1e22, 710.0, 11.0, 22.0, 355.0]



def nearly_quarter_turns(count):
    """The float64 nearest to multiples n·π/2, 500,000 < n < 2²⁰, that miss them by least."""
    with mp.workprec(140):
        quarter = mp.pi / 2
        misses = []
        for n in range(500_001, 1 << 20):
            exact = n * quarter
            x = float(exact)
            misses.append((abs(exact - x), x))
    return [x for _, x in sorted(misses)[:count]]


ANGLES += nearly_quarter_turns(20)

cases = {
    "exp": (mpmath.exp, spread(-745, 709.7, 250) + spread(-1, 1, 150) + magnitudes(-18, 0, 60) + TINY),
    "expm1": (mpmath.expm1, spread(-40, 709, 200) + spread(-1, 1, 200) + magnitudes(-18, 0, 100) + TINY),
    "log": (mpmath.log, magnitudes(-307, 308, 250, False) + spread(0.5, 2, 250) + [5e-324, 1e-310, 1.7976931348623157e308]),
    "log1p": (mpmath.log1p, spread(-0.999, 4, 250) + magnitudes(-18, 0, 150) + magnitudes(0, 307, 60, False) + TINY),
    "sinh": (mpmath.sinh, spread(-3, 3, 200) + spread(-710, 710, 150) + magnitudes(-12, 0, 60) + TINY),
    "cosh": (mpmath.cosh, spread(-3, 3, 200) + spread(-710, 710, 150) + magnitudes(-12, 0, 60)),
    "tanh": (mpmath.tanh, spread(-3, 3, 250) + spread(-25, 25, 150) + magnitudes(-12, 0, 100) + TINY),
    "sigmoid": (lambda x: 1 / (1 + mpmath.exp(-x)), spread(-3, 3, 250) + spread(-45, 45, 150) + spread(-740, -45, 50)),
    "softplus": (lambda x: mpmath.log1p(mpmath.exp(x)), spread(-3, 3, 250) + spread(-45, 45, 150) + spread(-740, -45, 50)),
    "sin": (mpmath.sin, ANGLES + TINY),
    "cos": (mpmath.cos, ANGLES),
    "tan": (mpmath.tan, ANGLES + TINY),
    "atan": (mpmath.atan, spread(-3, 3, 300) + magnitudes(-12, 300, 150) + TINY),
    "erf": (mpmath.erf, spread(-1.3, 1.3, 250) + spread(-6.2, 6.2, 250) + magnitudes(-12, 0, 60) + TINY),
}

functions = {}
for name, (function, arguments) in cases.items():
    functions[name] = [[repr(x), *precise(function(mpf(x)))] for x in arguments]

powers = [(abs(x) + 1e-3, y) for x, y in zip(spread(-4, 4, 200), spread(-8, 8, 200))]
powers += [(a, b / max(1e-300, abs(math.log(a))) * 700 * rng.random()) for a, b in zip(magnitudes(-300, 300, 200, False), spread(-1, 1, 200))]
powers += [(1 + x, y) for x, y in zip(magnitudes(-15, -6, 80), magnitudes(5, 12, 80, False)) if abs(x * y) < 700]
powers += [(-a, float(n)) for a, n in zip(spread(0.1, 9, 60), [rng.randint(-20, 20) for _ in range(60)])]
functions["pow"] = [[repr(x), repr(y), *precise(mpf(x) ** mpf(y))] for x, y in powers]

target = pathlib.Path(__file__).parent.parent / "fixtures" / "elementary.json"
provenance = {
    "script": "tests/engine/record/elementary.py",
    "mpmath": mpmath.__version__,
    "bits": mp.prec,
    "seed": SEED,
    "format": "[argument(s) …, value rounded to float64, value minus that]",
}
lines = ",\n".join(f'    "{name}": {json.dumps(rows)}' for name, rows in functions.items())
target.write_text(f'{{\n  "provenance": {json.dumps(provenance)},\n  "functions": {{\n{lines}\n  }}\n}}\n')
