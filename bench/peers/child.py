"""A fresh process that trains LeNet-5: child.py STEPS THREADS. Says when the first step is over, and at the end its peak resident size."""
import sys

import torch
from torch.nn import functional as F

import networks

BATCH = 64

steps = int(sys.argv[1])
torch.set_num_threads(int(sys.argv[2]))
model = networks.lenet5()
update = torch.optim.SGD(model.parameters(), lr=0.1)
images, labels = torch.rand(steps * BATCH, 1, 28, 28), torch.randint(0, 10, (steps * BATCH,))
for i, (x, y) in enumerate(zip(images.split(BATCH), labels.split(BATCH))):
    update.zero_grad(set_to_none=True)
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    update.step()
    loss.item()
    if i == 0:
        print("first step", flush=True)
with open("/proc/self/status") as status:
    print("peak", next(line.split()[1] for line in status if line.startswith("VmHWM")), flush=True)
