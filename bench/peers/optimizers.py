"""Updates of many parameters, whose gradients stay as they are. Form "foreach" handles all tensors in each operation, "for loop" one after
another; the fused form of version 1.13 is for GPUs only."""
import torch
from torch import optim

OPTIMIZERS = {
    "sgd": lambda p, foreach: optim.SGD(p, lr=1e-3, foreach=foreach),
    "momentum": lambda p, foreach: optim.SGD(p, lr=1e-3, momentum=0.9, foreach=foreach),
    "nesterov": lambda p, foreach: optim.SGD(p, lr=1e-3, momentum=0.9, nesterov=True, foreach=foreach),
    "adam": lambda p, foreach: optim.Adam(p, foreach=foreach),
    "adamw": lambda p, foreach: optim.AdamW(p, foreach=foreach),
    "amsgrad": lambda p, foreach: optim.Adam(p, amsgrad=True, foreach=foreach),
    "adagrad": lambda p, foreach: optim.Adagrad(p, foreach=foreach),
    "rmsprop": lambda p, foreach: optim.RMSprop(p, foreach=foreach),
    "adadelta": lambda p, foreach: optim.Adadelta(p, foreach=foreach),
    "adamax": lambda p, foreach: optim.Adamax(p, foreach=foreach),
    "nadam": lambda p, foreach: optim.NAdam(p, foreach=foreach),
}


def prepare(name, config, form, calls):
    parameters = [torch.nn.Parameter(torch.randn(config["n"] // config["tensors"])) for _ in range(config["tensors"])]
    for parameter in parameters:
        parameter.grad = torch.randn(parameter.shape)
    return OPTIMIZERS[config["optimizer"]](parameters, form == "foreach").step
