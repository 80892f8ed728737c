"""Makes extremes.csv: the truth where naive code loses its digits.

    pip install mpmath
    python make_extremes.py > extremes.csv
    python make_extremes.py --dense > dense.csv    # some 15,000 rows, not kept

Every function is written here as in a textbook and evaluated with 700 digits, derivatives
by the rules of calculus: nothing is shared with the code under test. Columns as in
activations.csv; no row stands on a kink itself.
"""

import math
import random
import sys

from mpmath import mp, mpf

mp.dps = 700


class Jet:
    """Value, slope and curvature."""

    def __init__(self, y, dy=0, d2y=0):
        self.parts = (mpf(y), mpf(dy), mpf(d2y))

    def chain(self, g, dg, d2g):
        _, dy, d2y = self.parts
        return Jet(g, dg * dy, d2g * dy * dy + dg * d2y)

    def __add__(self, other):
        return Jet(*(a + b for a, b in zip(self.parts, jet(other).parts)))

    def __mul__(self, other):
        (a, da, d2a), (b, db, d2b) = self.parts, jet(other).parts
        return Jet(a * b, da * b + a * db, d2a * b + 2 * da * db + a * d2b)

    def __truediv__(self, other):
        y = jet(other).parts[0]
        return self * jet(other).chain(1 / y, -1 / y**2, 2 / y**3)

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + -jet(other)

    def __rsub__(self, other):
        return jet(other) - self

    def __rtruediv__(self, other):
        return jet(other) / self

    __radd__, __rmul__ = __add__, __mul__


def jet(value):
    return value if isinstance(value, Jet) else Jet(value)


def exp(u):
    e = mp.exp(u.parts[0])
    return u.chain(e, e, e)


def log(u):
    y = u.parts[0]
    return u.chain(mp.log(y), 1 / y, -1 / y**2)


def sqrt(u):
    r = mp.sqrt(u.parts[0])
    return u.chain(r, 1 / (2 * r), -1 / (4 * r**3))


def tanh(u):
    e = exp(u * 2 if u.parts[0] < 0 else u * -2)
    return (e - 1) / (e + 1) if u.parts[0] < 0 else (1 - e) / (1 + e)


def sin(u):
    s, c = mp.sin(u.parts[0]), mp.cos(u.parts[0])
    return u.chain(s, c, -s)


def atan(u):
    y = u.parts[0]
    return u.chain(mp.atan(y), 1 / (1 + y**2), -2 * y / (1 + y**2) ** 2)


def normal_cdf(u):
    y = u.parts[0]
    density = mp.exp(-y * y / 2) / mp.sqrt(2 * mp.pi)
    far = abs(y) > 1000  # where mpmath's erfc gives up, and 0 and 1 are right to 200,000 digits
    cdf = mpf(y > 0) if far else mp.erfc(-y / mp.sqrt(2)) / 2
    return u.chain(cdf, density, -y * density)


def sigmoid(u):
    return 1 / (1 + exp(-u)) if u.parts[0] > 0 else exp(u) / (1 + exp(u))


def softplus(u):
    return u + log(1 + exp(-u)) if u.parts[0] > 0 else log(1 + exp(u))


def clamp(x, low, high):
    return jet(low) if x.parts[0] < low else jet(high) if x.parts[0] > high else x


def right(x, then, otherwise):
    return then() if x.parts[0] > 0 else jet(otherwise())


def shrink(x, by, then):
    return then(1 if x.parts[0] > 0 else -1) if abs(x.parts[0]) > by else jet(0)


SELU_SCALE, SELU_ALPHA = mpf("1.0507009873554804934193349852946"), mpf("1.6732632423543772848170429916717")

# id: (textbook form, sets of parameters: the usual, the ends of the range and one between, kinks)
FUNCTIONS = {
    "step": (lambda x: right(x, lambda: jet(1), lambda: 0), [{}], [0]),
    "identity": (lambda x: x, [{}], []),
    "sigmoid": (sigmoid, [{}], []),
    "tanh": (tanh, [{}], []),
    "relu": (lambda x: right(x, lambda: x, lambda: 0), [{}], [0]),
    "leaky_relu": (
        lambda x, alpha: right(x, lambda: x, lambda: x * alpha),
        [{"alpha": a} for a in (0.01, 0.0, 0.3, 1.0)],
        [0],
    ),
    "relu6": (lambda x: clamp(x, 0, 6), [{}], [0, 6]),
    "relu_squared": (lambda x: right(x, lambda: x * x, lambda: 0), [{}], [0]),
    "elu": (
        lambda x, alpha: right(x, lambda: x, lambda: (exp(x) - 1) * alpha),
        [{"alpha": a} for a in (1.0, 0.0, 0.3, 3.0)],
        [0],
    ),
    "selu": (
        lambda x: right(x, lambda: x * SELU_SCALE, lambda: (exp(x) - 1) * (SELU_SCALE * SELU_ALPHA)),
        [{}],
        [0],
    ),
    "celu": (
        lambda x, alpha: right(x, lambda: x, lambda: (exp(x / alpha) - 1) * alpha),
        [{"alpha": a} for a in (1.0, 0.1, 0.7, 3.0)],
        [0],
    ),
    "softplus": (
        lambda x, beta: softplus(x * beta) / beta,
        [{"beta": b} for b in (1.0, 0.1, 2.3, 10.0)],
        [],
    ),
    "squareplus": (
        lambda x, b: (x + sqrt(x * x + b)) / 2,
        [{"b": b} for b in (4.0, 0.0, 0.3, 10.0)],
        [0],
    ),
    "gelu": (lambda x: x * normal_cdf(x), [{}], []),
    "gelu_tanh": (
        lambda x: x * sigmoid((x + x * x * x * mpf("0.044715")) * (2 * mp.sqrt(2 / mp.pi))),
        [{}],
        [],
    ),
    "swish": (
        lambda x, beta: x * sigmoid(x * beta),
        [{"beta": b} for b in (1.0, 0.0, 0.3, 10.0)],
        [],
    ),
    "mish": (lambda x: x * tanh(softplus(x)), [{}], []),
    "hard_sigmoid": (lambda x: (clamp(x, -3, 3) + 3) / 6, [{}], [-3, 3]),
    "hard_tanh": (lambda x: clamp(x, -1, 1), [{}], [-1, 1]),
    "hard_swish": (lambda x: x * ((clamp(x, -3, 3) + 3) / 6), [{}], [-3, 3]),
    "log_sigmoid": (lambda x: -softplus(-x), [{}], []),
    "softsign": (lambda x: x / (1 + x) if x.parts[0] > 0 else x / (1 - x), [{}], [0]),
    "arctan": (atan, [{}], []),
    "tanh_shrink": (lambda x: x - tanh(x), [{}], []),
    "soft_shrink": (
        lambda x, **p: shrink(x, p["lambda"], lambda side: x - p["lambda"] * side),
        [{"lambda": v} for v in (0.5, 0.1, 0.3, 2.0)],
        [0.5, -0.5, 0.1, -0.1, 0.3, -0.3, 2.0, -2.0],
    ),
    "hard_shrink": (
        lambda x, **p: shrink(x, p["lambda"], lambda side: x),
        [{"lambda": v} for v in (0.5, 0.1, 0.3, 2.0)],
        [0.5, -0.5, 0.1, -0.1, 0.3, -0.3, 2.0, -2.0],
    ),
    "gaussian": (lambda x: exp(-(x * x)), [{}], []),
    "sine": (sin, [{}], []),
    "snake": (
        lambda x, a: x + sin(x * a) * sin(x * a) / a,
        [{"a": a} for a in (1.0, 0.1, 0.3, 5.0)],
        [],
    ),
}

SIZES = [5e-324, 1e-9, 18.7, 38.4, 744.9, 1e154, 1.7e308]
MORE_SIZES = [1e-310, 1e-300, 1e-154, 1e-30, 1e-3, 6.25, 36.9, 160.1, 709.3, 1e4, 1e8, 1e17, 1e103, 1e200, 1e300]


def zeros(f, params):
    """The doubles just below where value, slope or curvature is 0: there the digits cancel."""
    grid = [i / 8 + 0.01 for i in range(-80, 80)]
    for part in (0, 1, 2):
        value = lambda x: f(Jet(x, 1), **params).parts[part]
        for low, high in zip(grid, grid[1:]):
            if value(low) * value(high) < 0:
                side = value(low) > 0
                while math.nextafter(low, high) < high:
                    middle = low + (high - low) / 2
                    low, high = (middle, high) if (value(middle) > 0) == side else (low, middle)
                yield low


def places(name, f, params, kinks, dense):
    usual = params == FUNCTIONS[name][1][0]
    sizes = SIZES + MORE_SIZES if dense else SIZES if usual else SIZES[::3]
    points = [side * size for size in sizes for side in (-1, 1)]
    if usual or dense:
        points += [math.nextafter(k, side) for k in kinks for side in (-math.inf, math.inf)]
        with mp.workdps(60):
            points += zeros(f, params)
    if dense:
        rng = random.Random(name)
        points += [rng.uniform(-20, 20) for _ in range(120)]
        points += [rng.choice((-1, 1)) * 10 ** rng.uniform(-20, 20) for _ in range(60)]
        points += [rng.uniform(-750, 750) for _ in range(30)]
        points += [k * math.pi / 2 for k in range(-8, 8)] + [k + rng.gauss(0, 1e-9) for k in kinks]
    return sorted({float(p) for p in points} - set(map(float, kinks)))


def decimal(value):
    """To 20 digits; 0 and ∞ where f64 has no number."""
    if abs(value) < mpf(2) ** -1080:
        return "0.0"
    return "inf" if value > mpf("1.797e308") else "-inf" if value < -mpf("1.797e308") else mp.nstr(value, 20)


def main():
    dense = "--dense" in sys.argv
    print("function,params,x,y,dy,d2y")
    for name, (f, variants, kinks) in FUNCTIONS.items():
        for params in variants:
            given = ";".join(f"{key}={value!r}" for key, value in params.items())
            for x in places(name, f, params, kinks, dense):
                truth = f(Jet(x, 1), **params).parts
                print(name, given, repr(x), *map(decimal, truth), sep=",")


if __name__ == "__main__":
    main()
