"""A fresh process that runs a network: child.py NETWORK PART BATCH STEPS THREADS FORM.

PART is "step" or "forward". Says when the first step is over, and at the end its peak resident size.
"""
import sys

import torch

import networks
import training

network, part, batch, steps, threads, form = sys.argv[1:]
torch.set_num_threads(int(threads))
run = training.work(network, part, "sgd", form, networks.random_batches(network, int(batch), int(steps)))
for i in range(int(steps)):
    run()
    if i == 0:
        print("first step", flush=True)
with open("/proc/self/status") as status:
    print("peak", next(line.split()[1] for line in status if line.startswith("VmHWM")), flush=True)
