"""Matrix products into a given output; "t" in the layout: that matrix is stored transposed, as a linear layer's weight is."""
import torch


def prepare(name, config, form, calls):
    m, k, n = config["m"], config["k"], config["n"]
    out = torch.empty(m, n)
    a = torch.randn(k, m).t() if config["layout"] == "tn" else torch.randn(m, k)
    b = torch.randn(n, k).t() if config["layout"] == "nt" else torch.randn(k, n)
    return lambda: torch.mm(a, b, out=out)
