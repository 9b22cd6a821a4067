"""Elementwise operations on large vectors: single ones, and a chain of eight, forward and both ways."""
import torch


def chain(x, y):
    t = torch.relu(x * 1.5 + 0.25)
    t = torch.sigmoid(torch.tanh(t * y)) - y
    return t * t


def prepare(name, config, form, calls):
    n = config["n"]
    x, y = torch.randn(n), torch.randn(n)
    if name == "elementwise.single":
        return {
            "add": lambda: x + y,
            "relu": lambda: torch.relu(x),
            "exp": lambda: torch.exp(x),
            "tanh": lambda: torch.tanh(x),
            "sum": lambda: x.sum(),
        }[config["operation"]]
    if config["part"] == "forward":
        return torch.no_grad()(lambda: chain(x, y))
    x.requires_grad_()

    def both():
        x.grad = None
        chain(x, y).sum().backward()

    return both
