"""The activation functions in NumPy: each definition stands alone with the imports below."""

import math

import numpy as np


def step(x):
    return np.where(x > 0, 1.0, 0.0)


def identity(x):
    return x


def sigmoid(x):
    e = np.exp(-np.abs(x))  # at most 1: exp(-x) itself overflows left of -709
    return np.where(x > 0, 1.0, e) / (1.0 + e)


def tanh(x):
    return np.tanh(x)


def relu(x):
    return np.maximum(x, 0.0)


def leaky_relu(x, alpha=0.01):
    return np.where(x > 0, x, alpha * x)


def relu6(x):
    return np.clip(x, 0.0, 6.0)


def relu_squared(x):
    return np.maximum(x, 0.0) ** 2


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))


def selu(x):
    scale, alpha = 1.0507009873554805, 1.6732632423543772
    return scale * np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0)))


def celu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * np.expm1(np.minimum(x, 0.0) / alpha))


def softplus(x, beta=1.0):
    return np.maximum(x, 0.0) + np.log1p(np.exp(-np.abs(beta * x))) / beta


def squareplus(x, b=4.0):
    h = np.hypot(x, np.sqrt(b))
    near = np.minimum(x, 0.0)  # left of 0, x + h would cancel: (x + h)(h - x) = b
    return np.where(x > 0, (x + h) / 2, b / (2 * (np.maximum(h, 1e-300) - near)))


def gelu(x):
    normal_cdf = np.vectorize(lambda x: math.erfc(-x / math.sqrt(2.0)) / 2.0)
    return x * normal_cdf(x)


def gelu_tanh(x):
    u = 2.0 * math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3)
    e = np.exp(-np.abs(u))  # (1 + tanh(u/2)) / 2 is the sigmoid of u, but cancels far left
    return x * np.where(u > 0, 1.0, e) / (1.0 + e)


def swish(x, beta=1.0):
    e = np.exp(-np.abs(beta * x))
    return x * np.where(x > 0, 1.0, e) / (1.0 + e)


def mish(x):
    return x * np.tanh(np.logaddexp(0.0, x))


def hard_sigmoid(x):
    return np.clip((x + 3.0) / 6.0, 0.0, 1.0)


def hard_tanh(x):
    return np.clip(x, -1.0, 1.0)


def hard_swish(x):
    return x * np.clip((x + 3.0) / 6.0, 0.0, 1.0)


def log_sigmoid(x):
    return np.minimum(x, 0.0) - np.log1p(np.exp(-np.abs(x)))


def softsign(x):
    return x / (1.0 + np.abs(x))


def arctan(x):
    return np.arctan(x)


def tanh_shrink(x):
    small = x**3 / 3 * (1 - 0.4 * x**2)  # there x - tanh(x) has no digits left
    return np.where(np.abs(x) < 1e-3, small, x - np.tanh(x))


def soft_shrink(x, lambda_=0.5):
    return np.sign(x) * np.maximum(np.abs(x) - lambda_, 0.0)


def hard_shrink(x, lambda_=0.5):
    return np.where(np.abs(x) > lambda_, x, 0.0)


def gaussian(x):
    return np.exp(-(x**2))


def sine(x):
    return np.sin(x)


def snake(x, a=1.0):
    return x + np.sin(a * x) ** 2 / a


def softmax(z):
    e = np.exp(z - np.max(z))  # at most 1: exp(z) itself overflows right of 709
    return e / np.sum(e)
