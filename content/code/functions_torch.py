"""The activation functions in PyTorch: each definition stands alone with the imports below.

All can be differentiated with autograd, and none overflows on the way.
"""

import math

import torch
import torch.nn.functional as F


def step(x):
    return torch.heaviside(x.detach(), torch.zeros_like(x)) + 0.0 * x  # slope 0


def identity(x):
    return x


def sigmoid(x):
    return torch.sigmoid(x)


def tanh(x):
    return torch.tanh(x)


def relu(x):
    return F.relu(x)


def leaky_relu(x, alpha=0.01):
    return F.leaky_relu(x, alpha)


def relu6(x):
    return F.relu6(x)


def relu_squared(x):
    return F.relu(x).square()


def elu(x, alpha=1.0):
    return F.elu(x, alpha)


def selu(x):
    return F.selu(x)


def celu(x, alpha=1.0):
    return F.celu(x, alpha)


def softplus(x, beta=1.0):
    return torch.logaddexp(beta * x, torch.zeros_like(x)) / beta  # F.softplus is x from 20 on


def squareplus(x, b=4.0):
    h = torch.hypot(x, torch.full_like(x, math.sqrt(b)))
    return torch.where(x > 0, (x + h) / 2, b / (2 * (h - x)))  # left of 0, x + h would cancel


def gelu(x):
    return x * torch.special.erfc(-x / math.sqrt(2.0)) / 2.0  # F.gelu cancels far left


def gelu_tanh(x):
    return x * torch.sigmoid(2.0 * math.sqrt(2.0 / math.pi) * (x + 0.044715 * x**3))


def swish(x, beta=1.0):
    return x * torch.sigmoid(beta * x)  # F.silu(x) when beta is 1


def mish(x):
    return F.mish(x)


def hard_sigmoid(x):
    return F.relu6(x + 3.0) / 6.0  # the slope of F.hardsigmoid is a float32 sixth


def hard_tanh(x):
    return F.hardtanh(x)


def hard_swish(x):
    return F.hardswish(x)


def log_sigmoid(x):
    return F.logsigmoid(x)


def softsign(x):
    return F.softsign(x)


def arctan(x):
    return torch.arctan(x)


def tanh_shrink(x):
    small = x**3 / 3 * (1 - 0.4 * x**2)  # there x - tanh(x) has no digits left
    return torch.where(x.abs() < 1e-3, small, F.tanhshrink(x))


def soft_shrink(x, lambda_=0.5):
    return F.softshrink(x, lambda_)


def hard_shrink(x, lambda_=0.5):
    return F.hardshrink(x, lambda_)


def gaussian(x):
    return torch.exp(-x.square())


def sine(x):
    return torch.sin(x)


def snake(x, a=1.0):
    return x + torch.sin(a * x).square() / a


def softmax(z):
    return F.softmax(z, dim=-1)
