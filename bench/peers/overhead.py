"""What an operation costs besides its arithmetic."""
import torch


def prepare(name, config, form, calls):
    if name == "overhead.add":
        x, y = torch.rand(10), torch.rand(10)
        return repeated(lambda: add(x, y, calls), x, config["recorded"])
    x, w, b = (torch.tensor(value, requires_grad=True) for value in (0.5, 0.9, 0.1))
    part = config["part"]
    if part == "forward":
        return torch.no_grad()(lambda: [chain(x, w, b) for _ in range(calls)])
    if part == "forward, recorded":
        return lambda: [chain(x, w, b) for _ in range(calls)]

    def both():
        for _ in range(calls):
            x.grad = w.grad = b.grad = None
            chain(x, w, b).backward()

    return both


def add(x, y, calls):
    for _ in range(calls):
        x + y


def chain(x, w, b):
    y = x
    for _ in range(10):
        y = y * w
        y = y + b
    return y


def repeated(run, x, recorded):
    if recorded:
        x.requires_grad_()
        return run
    return torch.no_grad()(run)
