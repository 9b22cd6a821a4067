"""The networks of the benchmarks, as the model zoo has them, each with the shape of its images and the number of its classes."""
import torch
from torch import nn
from torch.nn import functional as F


def multilayer_perceptron():
    return nn.Sequential(nn.Flatten(), nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 10))


def lenet5():
    return nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.inner = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs))
        self.shortcut = nn.Identity()
        if stride > 1 or inputs != outputs:
            self.shortcut = nn.Sequential(nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs))

    def forward(self, x):
        return F.relu(self.inner(x).add_(self.shortcut(x)), inplace=True)


def resnet18_cifar():
    layers = [nn.Conv2d(3, 64, 3, 1, 1, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True)]
    inputs = 64
    for outputs in (64, 128, 256, 512):
        layers += [ResidualBlock(inputs, outputs, 1 if outputs == inputs else 2), ResidualBlock(outputs, outputs, 1)]
        inputs = outputs
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(512, 10))


def alexnet():
    layers, inputs = [], 3
    for outputs, kernel, stride, padding, pools in (
            (64, 11, 4, 2, True), (192, 5, 1, 2, True), (384, 3, 1, 1, False), (256, 3, 1, 1, False), (256, 3, 1, 1, True)):
        layers += [nn.Conv2d(inputs, outputs, kernel, stride, padding), nn.ReLU(inplace=True)]
        layers += [nn.MaxPool2d(3, 2)] if pools else []
        inputs = outputs
    return nn.Sequential(
        *layers, nn.AdaptiveAvgPool2d(6), nn.Flatten(),
        nn.Dropout(0.5), nn.Linear(9216, 4096), nn.ReLU(inplace=True),
        nn.Dropout(0.5), nn.Linear(4096, 4096), nn.ReLU(inplace=True), nn.Linear(4096, 1000))


class Inception(nn.Module):
    def __init__(self, unit, five, inputs, one, three_reduced, three, five_reduced, last, pooled):
        super().__init__()
        self.branches = nn.ModuleList([
            unit(inputs, one, 1),
            nn.Sequential(unit(inputs, three_reduced, 1), unit(three_reduced, three, 3)),
            nn.Sequential(unit(inputs, five_reduced, 1), unit(five_reduced, last, five)),
            nn.Sequential(nn.MaxPool2d(3, 1, 1), unit(inputs, pooled, 1))])

    def forward(self, x):
        return torch.cat([branch(x) for branch in self.branches], 1)


def googlenet(batch_norm=False):
    def unit(inputs, outputs, kernel, stride=1):
        layers = [nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=not batch_norm)]
        layers += [nn.BatchNorm2d(outputs, 0.001)] if batch_norm else []
        return nn.Sequential(*layers, nn.ReLU(inplace=True))

    def pool(kernel=3):
        return nn.MaxPool2d(kernel, 2, ceil_mode=True)

    def inception(*widths):
        return Inception(unit, 3 if batch_norm else 5, *widths)

    return nn.Sequential(
        unit(3, 64, 7, 2), pool(), unit(64, 64, 1), unit(64, 192, 3), pool(),
        inception(192, 64, 96, 128, 16, 32, 32), inception(256, 128, 128, 192, 32, 96, 64), pool(),
        inception(480, 192, 96, 208, 16, 48, 64), inception(512, 160, 112, 224, 24, 64, 64),
        inception(512, 128, 128, 256, 24, 64, 64), inception(512, 112, 144, 288, 32, 64, 64),
        inception(528, 256, 160, 320, 32, 128, 128), pool(2 if batch_norm else 3),
        inception(832, 256, 160, 320, 32, 128, 128), inception(832, 384, 192, 384, 48, 128, 128),
        nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2 if batch_norm else 0.4), nn.Linear(1024, 1000))


def googlenet_batchnorm():
    return googlenet(batch_norm=True)


# Name: the network, channels and size of its images, its classes.
ALL = {
    "mlp": (multilayer_perceptron, 1, 28, 10),
    "lenet5": (lenet5, 1, 28, 10),
    "resnet18_cifar": (resnet18_cifar, 3, 32, 10),
    "alexnet": (alexnet, 3, 224, 1000),
    "googlenet": (googlenet, 3, 224, 1000),
    "googlenet_batchnorm": (googlenet_batchnorm, 3, 224, 1000),
}


def random_batches(name, batch, count):
    _, channels, size, classes = ALL[name]
    return [(torch.rand(batch, channels, size, size), torch.randint(0, classes, (batch,))) for _ in range(count)]
