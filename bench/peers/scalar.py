"""A million operations on single numbers, recorded and gone through backward: in plain Python, and with PyTorch's tensors of one element."""
import math

import torch


class Value:
    """A number with its inputs and a function that hands its gradient on to them."""
    __slots__ = ("data", "grad", "inputs", "hand_on")

    def __init__(self, data, inputs=(), hand_on=None):
        self.data, self.grad, self.inputs, self.hand_on = data, 0.0, inputs, hand_on

    def __add__(self, other):
        def hand_on(grad):
            self.grad += grad
            other.grad += grad

        return Value(self.data + other.data, (self, other), hand_on)

    def __mul__(self, other):
        def hand_on(grad):
            self.grad += other.data * grad
            other.grad += self.data * grad

        return Value(self.data * other.data, (self, other), hand_on)

    def tanh(self):
        y = math.tanh(self.data)

        def hand_on(grad):
            self.grad += (1 - y * y) * grad

        return Value(y, (self,), hand_on)

    def backward(self):
        self.grad = 1.0
        for value in reversed(self.in_order()):
            if value.hand_on:
                value.hand_on(value.grad)

    def in_order(self):
        """Everything this number depends on, inputs first, by a stack of its own instead of recursion."""
        order, seen, stack = [], {self}, [(self, iter(self.inputs))]
        while stack:
            value, inputs = stack[-1]
            for entry in inputs:
                if entry not in seen:
                    seen.add(entry)
                    stack.append((entry, iter(entry.inputs)))
                    break
            else:
                order.append(value)
                stack.pop()
        return order


def tensor(value):
    return torch.tensor(value, dtype=torch.float64, requires_grad=True)


def prepare(name, config, form, calls):
    variable = tensor if config["against"] == "PyTorch" else Value
    rounds = config["operations"] // 4

    def run():
        x, w, b = variable(0.5), variable(1.0), variable(1e-6)
        y = total = x
        for _ in range(rounds):
            y = y * w + b
            total = total + y.tanh()
        total.backward()

    return run
