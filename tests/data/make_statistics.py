"""Writes statistics.csv: what core/src/maths/statistics and core/src/maths/gain.rs have to find.

The tests are SciPy's and statsmodels', or, where those only approximate (ties), all 2^n signs one after the other.
Run it with NumPy 2.4, SciPy 1.17 and statsmodels 0.15 in this folder: python3 make_statistics.py
"""

import itertools
import math

import numpy as np
from scipy import integrate, special, stats
from statsmodels.stats.multitest import multipletests


def numbers(values):
    return ";".join(repr(float(v)) for v in values)


def two_sided(differences):
    """The p-value and both rank sums, by all signs of the ranks there are; zeros left out."""
    d = np.array([d for d in differences if d != 0])
    ranks = stats.rankdata(abs(d))
    plus = ranks[d > 0].sum()
    all_signs = np.array(list(itertools.product([0, 1], repeat=len(d))))
    sums = all_signs @ ranks
    middle = ranks.sum() / 2
    p = np.mean(abs(sums - middle) >= abs(plus - middle) - 1e-9)
    return plus, ranks.sum() - plus, p


def estimate(differences):
    """The median of Walsh's means, and the interval of 95 % as wilcox.test of R computes it."""
    d = np.array(differences)
    n = len(d)
    i, j = np.triu_indices(n)
    means = np.sort((d[i] + d[j]) / 2)
    counts = np.zeros(n * (n + 1) // 2 + 1)
    counts[0] = 1
    for rank in range(1, n + 1):
        counts[rank:] = counts[rank:] + counts[: len(counts) - rank]
    qu = int(np.searchsorted(np.cumsum(counts) / 2**n, 0.025))
    return np.median(means), means[qu - 1], means[len(means) - qu]


def normal_square(f, points=()):
    inner = lambda z: f(z) ** 2 * math.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    ends = [-12, *points, 12]
    return sum(integrate.quad(inner, a, b, epsabs=1e-14, epsrel=1e-13)[0] for a, b in zip(ends, ends[1:]))


random = np.random.default_rng(20)
lines = ["what,given,more,found"]

for n in [1, 2, 7, 20]:
    values = random.normal(size=n).round(3)
    lines.append(f"quartiles,{numbers(values)},,{numbers(np.quantile(values, [0.25, 0.5, 0.75]))}")

for n, lean in [(6, 0.0), (8, 0.5), (12, 0.3), (20, 0.0), (20, 0.4), (20, 2.0), (25, 0.2)]:
    d = random.normal(lean, 1, n).round(6)
    found = stats.wilcoxon(d, method="exact")
    effect = stats.rankdata(abs(d)) @ np.sign(d) / (n * (n + 1) / 2)
    lines.append(f"signed_rank,{numbers(d)},{effect!r},{found.pvalue!r}".replace("np.float64(", "").replace(")", ""))
    lines.append(f"hodges_lehmann,{numbers(d)},,{numbers(estimate(d))}")

for n in [6, 10, 14]:  # ties and zeros
    d = random.integers(-3, 5, n)
    plus, minus, p = two_sided(d)
    lines.append(f"signed_rank,{numbers(d)},{float((plus - minus) / (plus + minus))!r},{float(p)!r}")

for p in [[0.01, 0.04, 0.03], [0.2, 0.001, 0.02, 0.02, 0.9], [0.5]]:
    lines.append(f"holm,{numbers(p)},,{numbers(multipletests(p, method='holm')[1])}")

sigmoid = special.expit
for name, f, kinks in [
    ("sigmoid", sigmoid, []),
    ("tanh", np.tanh, []),
    ("softsign", lambda z: z / (1 + abs(z)), [0]),
    ("elu", lambda z: z if z > 0 else math.expm1(z), [0]),
    ("selu", lambda z: 1.0507009873554805 * (z if z > 0 else 1.6732632423543772 * math.expm1(z)), [0]),
    ("gelu", lambda z: z * special.ndtr(z), []),
    ("swish", lambda z: z * sigmoid(z), []),
    ("mish", lambda z: z * math.tanh(np.logaddexp(0, z)), []),
    ("softplus", lambda z: np.logaddexp(0, z), []),
    ("step", lambda z: float(z > 0), [0]),
    ("hard_tanh", lambda z: min(1.0, max(-1.0, z)), [-1, 1]),
]:
    lines.append(f"gain,{name},,{float(1 / math.sqrt(normal_square(f, kinks)))!r}")

with open("statistics.csv", "w") as file:
    file.write("\n".join(lines) + "\n")
