"""Convolutions: the value, and the gradients by input and by weight (and bias, where there is one), each by itself.

Form "channels last" stores images and kernels as NHWC; "without oneDNN" takes PyTorch's own kernels, which win on a few shapes.
"""
import torch
from torch.nn import functional as F

# Which gradients are computed: by input, weight, bias.
PARTS = {"conv.backward_input": (True, False, False), "conv.backward_weight": (False, True, True)}


def prepare(name, config, form, calls):
    n, ci, hw, co, k, groups = (config[key] for key in ("n", "ci", "hw", "co", "k", "groups"))
    stride, pad = [config["stride"]] * 2, [config["pad"]] * 2
    memory = torch.channels_last if form == "channels last" else torch.contiguous_format
    x, weight = (t.contiguous(memory_format=memory) for t in (torch.randn(n, ci, hw, hw), torch.randn(co, ci // groups, k, k)))
    bias = torch.randn(co) if config["bias"] else None
    gradient = torch.randn_like(F.conv2d(x, weight, bias, stride, pad, groups=groups))
    if name == "conv.forward":
        return with_form(form, lambda: F.conv2d(x, weight, bias, stride, pad, groups=groups))
    by_input, by_weight, by_bias = PARTS[name]
    mask, sizes = [by_input, by_weight, by_bias and bias is not None], None if bias is None else [co]
    backward = torch.ops.aten.convolution_backward
    return with_form(form, lambda: backward(gradient, x, weight, sizes, stride, pad, [1, 1], False, [0, 0], groups, mask))


def with_form(form, work):
    plain = form == "without oneDNN"

    def run():
        torch.backends.mkldnn.set_flags(not plain)
        with torch.no_grad():
            return work()

    return run
