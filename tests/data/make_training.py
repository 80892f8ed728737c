"""Writes training.csv: the loss after each epoch of runs that the engine has to follow.

Everything here is NumPy in double precision, written apart from the engine: the random numbers, the network, its
gradient, the optimisers. Run it with NumPy 2 in this folder: python3 make_training.py
"""

import csv
import math

import numpy as np

MASK = 2**64 - 1


class Random:
    """SplitMix64, and Marsaglia's polar method: what src/maths/random.rs says it is."""

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
BATCH = 10
EPOCHS = 30


def data(outputs):
    """Points, and for each output how near it is to one of three places: shares of one whole."""
    random = Random(11)
    x = np.array([[2 * random.uniform() - 1 for _ in range(2)] for _ in range(EXAMPLES)])
    places = np.array([[0.5, 0.0], [-0.5, 0.5], [0.0, -0.5]])[: max(outputs, 2)]
    near = np.exp(-4 * ((x[:, None, :] - places) ** 2).sum(axis=2))
    shares = near / near.sum(axis=1, keepdims=True)
    x, t = x.astype(np.float32).astype(float), shares[:, :outputs].astype(np.float32).astype(float)
    return x, t


def run(hidden, outputs, output, loss, optimizer, init, rate, seed):
    x, t = data(outputs)
    random = Random(seed)
    sizes = [2, *(units for units, _ in hidden), outputs]
    parameters = []
    for n, m in zip(sizes, sizes[1:]):
        scale = np.float32(math.sqrt(VARIANCE[init](n, m)))
        weights = [float(scale * np.float32(random.normal())) for _ in range(n * m)]
        parameters += [np.array(weights).reshape(m, n), np.zeros(m)]
    memory = [[np.zeros_like(p), np.zeros_like(p)] for p in parameters]
    steps = 0

    def forward(x):
        kept = [x]
        for i, (_, f) in enumerate(hidden):
            z = kept[-1] @ parameters[2 * i].T + parameters[2 * i + 1]
            kept += [z, BENDS[f][0](z)]
        return kept, kept[-1] @ parameters[-2].T + parameters[-1]

    def ends(z):
        if output == "softmax":
            e = np.exp(z - z.max(axis=1, keepdims=True))
            return e / e.sum(axis=1, keepdims=True)
        return BENDS[{"linear": "identity"}.get(output, output)][0](z)

    def mean_loss():
        y = ends(forward(x)[1])
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
        for start in range(0, EXAMPLES, BATCH):
            rows = slice(start, start + BATCH)
            kept, z = forward(x[rows])
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
            gradients = []
            for i in range(len(hidden), -1, -1):
                below = kept[2 * i]
                gradients = [delta.T @ below / BATCH, delta.mean(axis=0), *gradients]
                if i:
                    delta = (delta @ parameters[2 * i]) * BENDS[hidden[i - 1][1]][1](kept[2 * i - 1])
            steps += 1
            for p, g, (m, v) in zip(parameters, gradients, memory):
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
    ("4 tanh,2 tanh", 1, "tanh", "squared", "sgd", "xavier", 0.3, 1),
    ("8 relu", 1, "sigmoid", "cross", "sgd", "he", 0.5, 2),
    ("8 swish,8 swish", 3, "softmax", "cross", "adam", "he", 0.02, 3),
    ("5 sigmoid", 2, "linear", "squared", "momentum", "lecun", 0.1, 4),
    ("6 tanh", 2, "softmax", "squared", "rmsprop", "xavier", 0.01, 5),
    ("12 tanh,9 relu", 3, "sigmoid", "squared", "adam", "lecun", 0.01, 6),
    ("4 tanh", 1, "linear", "absolute", "sgd", "xavier", 0.05, 7),
]

if __name__ == "__main__":
    with open("training.csv", "w", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerow(["hidden", "outputs", "output", "loss", "optimizer", "init", "rate", "seed", "epoch", "value"])
        for one in RUNS:
            hidden = [(int(units), f) for units, f in (layer.split() for layer in one[0].split(","))]
            for epoch, value in enumerate(run(hidden, *one[1:]), 1):
                rows.writerow([one[0].replace(",", ";"), *one[1:], epoch, f"{value:.12g}"])
