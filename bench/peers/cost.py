"""Forward passes, recorded, and both ways, of what the suite `cost` differentiates; form "forward" or "forward+backward"."""
import torch
from torch.nn import functional as F

import networks
import training


def prepare(name, config, form, calls):
    forward, variables = network(config) if "model" in config else program(config["operations"])
    if form == "forward":
        return forward

    def both():
        for variable in variables:
            variable.grad = None
        forward().backward()

    return both


def network(config):
    model = networks.ALL[config["model"]][0]()
    x, y = training.cut(config["batch"])[0]
    variables = list(model.parameters())
    if config["by"] == "input":
        for parameter in variables:
            parameter.requires_grad_(False)
        x = x.clone().requires_grad_()
        variables = [x]
    return lambda: F.cross_entropy(model(x), y), variables


def program(operations):
    x, w, b = variables = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (0.5, 1.0, 1e-6)]

    def forward():
        y = total = x
        for _ in range(operations // 4):
            y = y * w + b
            total = total + y.tanh()
        return total

    return forward, variables
