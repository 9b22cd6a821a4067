"""Training steps (zero gradients, forward, loss, backward, update, the loss read back) and forward passes.

Form "channels last" stores images and kernels as NHWC. Batches are made beforehand: digits from the real MNIST if ADJOINT_DATA has it, else,
and for other images, random ones.
"""
import gzip
import os

import torch
from torch.nn import functional as F

import networks

EXAMPLES = 2560
MOST_BATCHES = 64
DIGITS = ("mlp", "lenet5")
RANDOM_BATCHES = 4


def prepare(name, config, form, calls):
    network, part = name.split(".")
    batches = cut(config["batch"]) if network in DIGITS else networks.random_batches(network, config["batch"], RANDOM_BATCHES)
    return work(network, part, config.get("optimizer"), form, batches)


def work(network, part, optimizer_name, form, batches):
    memory = torch.channels_last if form == "channels last" else torch.contiguous_format
    model = networks.ALL[network][0]().to(memory_format=memory)
    batches = [(x.contiguous(memory_format=memory), y) for x, y in batches]
    return step(model, optimizer(optimizer_name, model), batches) if part == "step" else forward(model, batches)


def optimizer(name, model):
    return torch.optim.SGD(model.parameters(), lr=0.1) if name == "sgd" else torch.optim.Adam(model.parameters(), lr=0.001)


def step(model, update, batches):
    at = 0

    def run():
        nonlocal at
        at = (at + 1) % len(batches)
        x, y = batches[at]
        update.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        update.step()
        return loss.item()

    return run


def forward(model, batches):
    at = 0
    model.eval()

    @torch.inference_mode()
    def run():
        nonlocal at
        at = (at + 1) % len(batches)
        return model(batches[at][0])

    return run


def cut(batch):
    images, labels = examples()
    return list(zip(images.split(batch), labels.split(batch)))[:min(MOST_BATCHES, EXAMPLES // batch)]


def examples():
    folder = os.path.join(os.environ.get("ADJOINT_DATA", ""), "mnist")
    images, labels = (find(os.path.join(folder, name)) for name in ("train-images-idx3-ubyte", "train-labels-idx1-ubyte"))
    if not (os.environ.get("ADJOINT_DATA") and images and labels):
        return torch.rand(EXAMPLES, 1, 28, 28), torch.randint(0, 10, (EXAMPLES,))
    pixels, classes = read(images, 16, EXAMPLES * 784), read(labels, 8, EXAMPLES)
    return pixels.reshape(EXAMPLES, 1, 28, 28).float() / 255, classes.long()


def find(path):
    return next((p for p in (path, path + ".gz") if os.path.exists(p)), None)


def read(path, header, count):
    with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as file:
        return torch.frombuffer(bytearray(file.read(header + count)[header:]), dtype=torch.uint8)
