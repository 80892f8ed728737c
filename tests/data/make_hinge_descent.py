"""Runs of plain gradient descent of a net of hinges, by NumPy: what core/src/maths/hinge_descent.rs is tested against.

    python3 tests/data/make_hinge_descent.py > tests/data/hinge_descent.csv        (NumPy 2.4.6)

The net y = g(s x + sum v f(w x + b) + c) learns a curve at the middles of 120 equal parts of -6 <= x <= 6. What is made
small is the mean of (y - t)^2, over all points in every step; every number learns. Each row is a run and a step, the root
of that mean over the points, the RMSE over the whole stretch (a sum over 120,000 places), and all numbers of the net.
"""

import numpy as np

POINTS = -6 + 12 * (np.arange(120) + 0.5) / 120
FINE = -6 + 12 * (np.arange(120_000) + 0.5) / 120_000

RELU = (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0)
TANH = (np.tanh, lambda z: 1 - np.tanh(z) ** 2)
ARTICLE = ([1, 1, 1, 1], [4, 2, -2, -4], [0.0429, 0.1398, -0.1398, -0.0429], 0.00776, 0.0490)
PAIR = ([1, -0.5], [0.5, 1], [0.3, -0.2], 0.1, 0.0)

# name, f, start, target, whether the output goes through ReLU, rate, steps that are written down
RUNS = [
    ("article", RELU, ARTICLE, lambda x: 1 / (1 + np.exp(-x)), True, 0.01, [0, 1, 10, 100, 1000, 2000]),
    ("sine", TANH, PAIR, np.sin, False, 0.02, [0, 1, 10, 100, 1000]),
]


def forward(f, net, outer, x):
    w, b, v, s, c = net
    z = np.outer(x, w) + b
    o = s * x + f[0](z) @ v + c
    return z, o, np.maximum(o, 0) if outer else o


def step(f, net, target, outer, rate):
    w, b, v, s, c = net
    z, o, y = forward(f, net, outer, POINTS)
    e = 2 * (y - target(POINTS)) / len(POINTS) * ((o > 0) if outer else 1)
    back = e[:, None] * v * f[1](z)
    return (w - rate * back.T @ POINTS, b - rate * back.sum(0), v - rate * f[0](z).T @ e,
            s - rate * e @ POINTS, c - rate * e.sum())


def rmse(f, net, target, outer, x):
    return np.sqrt(np.mean((forward(f, net, outer, x)[2] - target(x)) ** 2))


if __name__ == "__main__":
    print("# Made by make_hinge_descent.py: run,step,rmse_points,rmse,w…,b…,v…,skip,c")
    for name, f, start, target, outer, rate, steps in RUNS:
        net = tuple(np.array(part, float) for part in start)
        for n in range(steps[-1] + 1):
            if n in steps:
                numbers = [rmse(f, net, target, outer, POINTS), rmse(f, net, target, outer, FINE)]
                numbers += [value for part in net for value in np.atleast_1d(part)]
                print(f"{name},{n}," + ",".join(repr(float(value)) for value in numbers))
            net = step(f, net, target, outer, rate)
