"""The best piecewise-linear fits of the sigmoid on [-6, 6], by NumPy: what core/src/maths/hinge_fit.rs is tested against.

    python3 tests/data/hinges.py        (NumPy 2.4.6)
"""

import numpy as np

PLACES = 12000
x = -6 + 12 * (np.arange(PLACES) + 0.5) / PLACES
sigmoid = 1 / (1 + np.exp(-x))


def rmse(kinks, skip):
    columns = [np.ones(PLACES)] + ([x] if skip else []) + [np.maximum(x - k, 0) for k in kinks]
    matrix = np.stack(columns, 1)
    weights = np.linalg.lstsq(matrix, sigmoid, rcond=None)[0]
    return np.sqrt(np.mean((matrix @ weights - sigmoid) ** 2))


def descend(kinks, skip, step=0.5):
    """Each kink in turn, a step to either side; smaller steps once none helps."""
    kinks = list(kinks)
    best = rmse(kinks, skip)
    while step > 2e-3:
        moved = False
        for i in range(len(kinks)):
            for way in (step, -step):
                tried = kinks[:i] + [kinks[i] + way] + kinks[i + 1 :]
                if (value := rmse(tried, skip)) < best:
                    kinks, best, moved = tried, value, True
        if not moved:
            step /= 2
    return best, kinks


def article():
    h = [np.maximum(x + b, 0) for b in (4, 2, -2, -4)]
    y = np.maximum(0.00776 * x + 0.0429 * (h[0] - h[3]) + 0.1398 * (h[1] - h[2]) + 0.0490, 0)
    return np.sqrt(np.mean((y - sigmoid) ** 2)), np.abs(y - sigmoid).max(), x[np.abs(y - sigmoid).argmax()]


if __name__ == "__main__":
    print("article: rmse, largest error, at", article())
    for kinks in ([-4, -2, 2, 4], [-2.9, -1.35, 1.35, 2.9], [-3.38, -1.5, 1.5, 3.38]):
        print(kinks, "with skip", rmse(kinks, True), "without", rmse(kinks, False))
    PLACES = 1200
    x = -6 + 12 * (np.arange(PLACES) + 0.5) / PLACES
    sigmoid = 1 / (1 + np.exp(-x))
    for skip in (True, False):
        print("free kinks, skip", skip, descend([-4, -2, 2, 4], skip))
    symmetric = min((rmse([-a, -b, b, a], False), a, b) for a in np.arange(3.3, 3.5, 0.01) for b in np.arange(1.4, 1.6, 0.01))
    print("symmetric kinks without skip", symmetric)
