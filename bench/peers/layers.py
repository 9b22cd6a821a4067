"""Single layers on activations of the size that networks have, forward and both ways."""
import torch
from torch import nn
import torch.nn.functional as F


LAYERS = {
    "softmax": lambda shape: nn.Softmax(-1),
    "gelu": lambda shape: nn.GELU(),
    "gelu_tanh": lambda shape: nn.GELU(approximate="tanh"),
    "dropout": lambda shape: nn.Dropout(0.1),
    "layer_norm": lambda shape: nn.LayerNorm(shape[-1]),
    "batch_norm_1d": lambda shape: nn.BatchNorm1d(shape[1]),
    "batch_norm_2d": lambda shape: nn.BatchNorm2d(shape[1]),
}


def cross_entropy(shape):
    x = torch.randn(shape, requires_grad=True)
    target = torch.randint(0, shape[1], (shape[0],))

    def both():
        x.grad = None
        F.cross_entropy(x, target).backward()

    return both


def prepare(name, config, form, calls):
    name, shape = name.removeprefix("layers."), [int(size) for size in config["shape"].split("x")]
    if name == "cross_entropy":
        return cross_entropy(shape)
    layer = LAYERS[name](shape)
    x, gradient = torch.randn(shape), torch.randn(shape)
    if config["part"] == "forward":
        return torch.no_grad()(lambda: layer(x))
    x.requires_grad_()
    parameters = list(layer.parameters())

    def both():
        x.grad = None
        for parameter in parameters:
            parameter.grad = None
        layer(x).backward(gradient)

    return both
