"""Checks functions_torch.py, values and autograd slopes, against the table of the truth.

    pip install torch
    python content/code/check_torch.py

Prints the worst error of each function; exits with 1 if one is out of bounds: 1e-12 relative (1e-9
for slopes) plus what an input off by four units in the last place would do.
"""

import csv
import itertools
import math
import pathlib
import sys

import torch

import functions_torch

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parents[1] / "tests" / "data" / "activations.csv"
EPSILON = 2.0**-52


def error(got, truth, relative, x_slope):
    """In units of the bound: 1 is just allowed."""
    bound = relative * max(1.0, abs(truth)) + 4 * EPSILON * abs(x_slope)
    return 0.0 if got == truth else abs(got - truth) / bound if math.isfinite(got) else math.inf


def worst(name, given, rows):
    params = [float(p.split("=")[1]) for p in given.split(";") if p]
    x = torch.tensor([float(row["x"]) for row in rows], dtype=torch.float64, requires_grad=True)
    y = getattr(functions_torch, name)(x, *params)
    (dy,) = torch.autograd.grad(y.sum(), x)
    for row, x, y, dy in zip(rows, x.tolist(), y.tolist(), dy.tolist()):
        slope, bend = float(row["dy"]), float(row["d2y"] or 0)
        yield error(y, float(row["y"]), 1e-12, x * slope), "y", x, y
        yield error(dy, slope, 1e-9, x * bend), "dy", x, dy


def main():
    failures = 0
    with TABLE.open() as table:
        for key, rows in itertools.groupby(csv.DictReader(table), lambda row: (row["function"], row["params"])):
            size, what, x, got = max(worst(*key, list(rows)))
            failures += size > 1
            print(f"{'FAIL' if size > 1 else 'ok':4} {' '.join(key):24} {size:8.1e} of the bound: {what}({x}) = {got}")
    sys.exit(failures > 0)


if __name__ == "__main__":
    main()
