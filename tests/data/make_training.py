"""Writes training.csv: the loss after each epoch of runs that the engine has to follow.

Everything here is NumPy in double precision, written apart from the engine: the random numbers, the network, its
gradient, the optimisers. Run it with NumPy 2 in this folder: python3 make_training.py
"""

import csv
import math

import numpy as np

MASK = 2**64 - 1


class Random:
    """SplitMix64, and Marsaglia's polar method: what core/src/maths/random.rs says it is."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) / 2**53

    def normal(self):
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            square = u * u + v * v
            if 0 < square < 1:
                return u * math.sqrt(-2 * math.log(square) / square)


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


# f and f′ in terms of z.
BENDS = {
    "identity": (lambda z: z, np.ones_like),
    "sigmoid": (sigmoid, lambda z: sigmoid(z) * (1 - sigmoid(z))),
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.where(z > 0, z, 0.0), lambda z: np.where(z > 0, 1.0, 0.0)),
    "swish": (lambda z: z * sigmoid(z), lambda z: sigmoid(z) * (1 + z * (1 - sigmoid(z)))),
}

VARIANCE = {"xavier": lambda n, m: 2 / (n + m), "he": lambda n, m: 2 / n, "lecun": lambda n, m: 1 / n}

EXAMPLES = 60
EPOCHS = 30


class Norm:
    """What stands between z and its activation in one layer, for rows of examples."""

    def __init__(self, kind, units):
        self.kind, self.scale, self.shift = kind, np.ones(units), np.zeros(units)
        self.mean, self.variance = np.zeros(units), np.ones(units)
        self.learnt = {"none": [], "rms": [self.scale]}.get(kind, [self.scale, self.shift])

    def axis(self):
        return 0 if self.kind == "batch" else 1

    def forward(self, z, learning):
        if self.kind == "none":
            return z
        if self.kind == "batch" and not learning:
            mean, variance = self.mean, self.variance
        else:
            mean = 0 if self.kind == "rms" else z.mean(axis=self.axis(), keepdims=True)
            variance = ((z - mean) ** 2).mean(axis=self.axis(), keepdims=True)
        if self.kind == "batch" and learning:
            self.mean = 0.9 * self.mean + 0.1 * z.mean(axis=0)
            self.variance = 0.9 * self.variance + 0.1 * z.var(axis=0, ddof=1)
        self.spread = np.sqrt(variance + 1e-5)
        self.normal = (z - mean) / self.spread
        return self.scale * self.normal + self.shift

    def backward(self, delta):
        """Derivatives with respect to z, and to what is learnt."""
        if self.kind == "none":
            return delta, []
        learnt = [(delta * self.normal).sum(axis=0), delta.sum(axis=0)]
        pull = delta * self.scale
        back = pull - self.normal * (pull * self.normal).mean(axis=self.axis(), keepdims=True)
        if self.kind != "rms":
            back = back - pull.mean(axis=self.axis(), keepdims=True)
        return back / self.spread, learnt[: len(self.learnt)]


def data(outputs):
    """Points, and for each output how near it is to one of three places: shares of one whole."""
    random = Random(11)
    x = np.array([[2 * random.uniform() - 1 for _ in range(2)] for _ in range(EXAMPLES)])
    places = np.array([[0.5, 0.0], [-0.5, 0.5], [0.0, -0.5]])[: max(outputs, 2)]
    near = np.exp(-4 * ((x[:, None, :] - places) ** 2).sum(axis=2))
    shares = near / near.sum(axis=1, keepdims=True)
    x, t = x.astype(np.float32).astype(float), shares[:, :outputs].astype(np.float32).astype(float)
    return x, t


def run(hidden, outputs, output, loss, optimizer, init, norm, batch, rate, seed):
    x, t = data(outputs)
    random = Random(seed)
    sizes = [2, *(units for units, _ in hidden), outputs]
    parameters = []
    for n, m in zip(sizes, sizes[1:]):
        scale = np.float32(math.sqrt(VARIANCE[init](n, m)))
        weights = [float(scale * np.float32(random.normal())) for _ in range(n * m)]
        parameters += [np.array(weights).reshape(m, n), np.zeros(m)]
    norms = [Norm(norm, units) for units, _ in hidden]
    steps = 0

    def forward(x, learning):
        """What comes into each layer, what its activation takes, and the logits."""
        into, taken = [x], []
        for i, (_, f) in enumerate(hidden):
            z = into[-1] @ parameters[2 * i].T + parameters[2 * i + 1]
            taken.append(norms[i].forward(z, learning))
            into.append(BENDS[f][0](taken[-1]))
        return into, taken, into[-1] @ parameters[-2].T + parameters[-1]

    everything = parameters + [learnt for norm in norms for learnt in norm.learnt]
    memory = [[np.zeros_like(p), np.zeros_like(p)] for p in everything]

    def ends(z):
        if output == "softmax":
            e = np.exp(z - z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)
        return BENDS[{"linear": "identity"}.get(output, output)][0](z)

    def mean_loss():
        y = ends(forward(x, False)[2])
        if loss == "squared":
            each = 0.5 * (y - t) ** 2
        elif loss == "absolute":
            each = np.abs(y - t)
        elif output == "softmax":
            each = -t * np.log(y)
        else:
            each = -t * np.log(y) - (1 - t) * np.log(1 - y)
        return each.sum(axis=1).mean()

    losses = []
    for _ in range(EPOCHS):
        for start in range(0, EXAMPLES, batch):
            rows = slice(start, start + batch)
            into, taken, z = forward(x[rows], True)
            y = ends(z)
            error = y - t[rows]
            if loss == "cross":
                delta = error
            else:
                pull = np.sign(error) if loss == "absolute" else error
                if output == "softmax":
                    delta = y * (pull - (pull * y).sum(axis=1, keepdims=True))
                else:
                    delta = pull * BENDS[{"linear": "identity"}.get(output, output)][1](z)
            delta = delta / len(delta)
            gradients, learnt = [], []
            for i in range(len(hidden), -1, -1):
                if i < len(hidden):
                    delta, here = norms[i].backward(delta * BENDS[hidden[i][1]][1](taken[i]))
                    learnt = here + learnt
                gradients = [delta.T @ into[i], delta.sum(axis=0), *gradients]
                delta = delta @ parameters[2 * i]
            steps += 1
            for p, g, (m, v) in zip(everything, gradients + learnt, memory, strict=True):
                if optimizer == "sgd":
                    p -= rate * g
                elif optimizer == "momentum":
                    m[...] = 0.9 * m + g
                    p -= rate * m
                elif optimizer == "rmsprop":
                    v[...] = 0.99 * v + 0.01 * g * g
                    p -= rate * g / (np.sqrt(v) + 1e-8)
                else:
                    m[...] = 0.9 * m + 0.1 * g
                    v[...] = 0.999 * v + 0.001 * g * g
                    p -= rate * m / (1 - 0.9**steps) / (np.sqrt(v / (1 - 0.999**steps)) + 1e-8)
        losses.append(mean_loss())
    return losses


RUNS = [
    ("4 tanh,2 tanh", 1, "tanh", "squared", "sgd", "xavier", "none", 10, 0.3, 1),
    ("8 relu", 1, "sigmoid", "cross", "sgd", "he", "none", 10, 0.5, 2),
    ("8 swish,8 swish", 3, "softmax", "cross", "adam", "he", "none", 10, 0.02, 3),
    ("5 sigmoid", 2, "linear", "squared", "momentum", "lecun", "none", 10, 0.1, 4),
    ("6 tanh", 2, "softmax", "squared", "rmsprop", "xavier", "none", 10, 0.01, 5),
    ("12 tanh,9 relu", 3, "sigmoid", "squared", "adam", "lecun", "none", 10, 0.01, 6),
    ("4 tanh", 1, "linear", "absolute", "sgd", "xavier", "none", 10, 0.05, 7),
    ("4 tanh,6 swish", 1, "tanh", "squared", "sgd", "xavier", "none", 25, 0.3, 8),
    ("8 tanh,6 tanh", 1, "tanh", "squared", "sgd", "xavier", "batch", 10, 0.1, 9),
    ("8 swish,8 swish", 3, "softmax", "cross", "adam", "he", "batch", 25, 0.02, 10),
    ("7 tanh,5 swish", 2, "linear", "squared", "momentum", "lecun", "layer", 10, 0.03, 11),
    ("6 sigmoid,9 tanh", 1, "sigmoid", "cross", "rmsprop", "xavier", "layer", 25, 0.01, 12),
    ("8 swish,8 swish", 1, "linear", "absolute", "adam", "he", "rms", 10, 0.005, 13),
    ("5 tanh,5 tanh", 2, "softmax", "squared", "sgd", "xavier", "rms", 25, 0.3, 14),
]

if __name__ == "__main__":
    with open("training.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["hidden", "outputs", "output", "loss", "optimizer", "init", "norm", "batch", "rate", "seed", "epoch", "value"])
        for one in RUNS:
            hidden = [(int(units), f) for units, f in (layer.split() for layer in one[0].split(","))]
            for epoch, value in enumerate(run(hidden, *one[1:]), 1):
                rows.writerow([one[0].replace(",", ";"), *one[1:], epoch, f"{value:.12g}"])
