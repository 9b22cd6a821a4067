"""Matrix products into a given output; layout "nt": the second matrix is stored transposed, as a linear layer's weight is."""
import torch


def prepare(name, config, form, calls):
    m, k, n = config["m"], config["k"], config["n"]
    a, out = torch.randn(m, k), torch.empty(m, n)
    b = torch.randn(n, k).t() if config["layout"] == "nt" else torch.randn(k, n)
    return lambda: torch.mm(a, b, out=out)
