"""The peer's side of a benchmark: serve.py TWIN THREADS.

Reads requests, one JSON line each, and answers each with one JSON line:

{"do": "prepare", "name", "config", "form", "calls", "seconds"}  sets up the work `name` and finds how many runs last `seconds`
{"do": "sample", "form"}                                         times that many runs: {"seconds": time of one call}

TWIN is a module beside this file with one function, prepare(name, config, form, calls), which returns one run of the work, a function
without arguments; a run stands for `calls` calls. Environment variables (threads, BLAS, malloc) are set by whoever starts the process.
"""
import gc
import importlib
import json
import sys
import time

import torch

LEAST_WARM_UP_RUNS = 3
WARM_UP_SECONDS = 0.1
# Runs that take this long are warm after one.
LONG_RUN_SECONDS = 1
# OpenMP's and OpenBLAS's threads wait actively for a while after each kernel; the answer waits until they sleep.
SETTLE_SECONDS = 0.03


class Work:
    def __init__(self, run, calls, seconds):
        self.run, self.calls, self.runs = run, calls, 1
        start, done = time.perf_counter(), 0
        while done < LEAST_WARM_UP_RUNS or time.perf_counter() - start < WARM_UP_SECONDS:
            run()
            done += 1
            if time.perf_counter() - start > LONG_RUN_SECONDS:
                break
        while (taken := self.time()) < seconds:
            self.runs = max(self.runs + 1, int(self.runs * min(10, 1.2 * seconds / taken)))

    def time(self):
        run = self.run
        start = time.perf_counter()
        for _ in range(self.runs):
            run()
        return time.perf_counter() - start

    def sample(self):
        gc.collect()
        gc.disable()
        taken = self.time()
        gc.enable()
        return taken / self.runs / self.calls


def main():
    twin = importlib.import_module(sys.argv[1])
    torch.set_num_threads(int(sys.argv[2]))
    torch.manual_seed(1)
    works, current = {}, None
    for line in sys.stdin:
        request = json.loads(line)
        answer = {}
        try:
            if request["do"] == "prepare":
                work = (request["name"], request["config"])
                if work != current:
                    works.clear()
                    current = work
                run = twin.prepare(request["name"], request["config"], request["form"], request["calls"])
                works[request["form"]] = Work(run, request["calls"], request["seconds"])
            else:
                answer["seconds"] = works[request["form"]].sample()
        except Exception as error:
            answer["error"] = "%s: %s" % (type(error).__name__, error)
        time.sleep(SETTLE_SECONDS)
        print(json.dumps(answer), flush=True)


main()
