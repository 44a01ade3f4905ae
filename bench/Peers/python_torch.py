"""The training step of LibtorchModel.cs in Python's torch.

Usage: python_torch.py FOLDER, with problem.json and data.bin (float32: parameters, inputs, targets).
Prints "ready VERSION", then answers each line on standard input: "train I" with the loss of one update on minibatch I,
"time N" with the seconds that N updates took.
"""

import json
import os
import sys
import time

import numpy
import torch

folder = sys.argv[1]
with open(os.path.join(folder, "problem.json"), encoding="utf-8") as file:
    problem = json.load(file)
data = torch.from_numpy(numpy.fromfile(os.path.join(folder, "data.bin"), dtype=numpy.float32))
taken = 0


def take(*shape):
    global taken
    size = int(numpy.prod(shape))
    taken += size
    return data[taken - size : taken].reshape(shape).clone()


torch.set_num_threads(1)
inputs, hidden, classes = problem["inputs"], problem["hidden"], problem["classes"]
if problem["cell"] == "lstm":
    recurrent = torch.nn.LSTM(inputs, hidden)
elif problem["cell"] == "gru":
    recurrent = torch.nn.GRU(inputs, hidden)
elif problem["cell"] in ("vanilla", "tanh"):
    recurrent = torch.nn.RNN(inputs, hidden, nonlinearity="relu" if problem["cell"] == "vanilla" else "tanh")
else:
    raise SystemExit(f"torch has no module for the cell {problem['cell']}")
readout = torch.nn.Linear(hidden, classes)
parameters = [*recurrent.parameters(), *readout.parameters()]
with torch.no_grad():
    for parameter in parameters:
        parameter.copy_(take(*parameter.shape))
batches = [(take(problem["steps"], problem["batch"], inputs), take(problem["outputs"]).long()) for _ in range(problem["minibatches"])]
optimizer = torch.optim.RMSprop(parameters, lr=problem["learningRate"], alpha=problem["rho"], eps=problem["epsilon"])


def train(i):
    x, y = batches[i % len(batches)]
    optimizer.zero_grad()
    seen = recurrent(x)[0]
    logits = readout(seen[-1] if problem["lastStep"] else seen).reshape(-1, classes)
    loss = torch.nn.functional.cross_entropy(logits, y)
    loss.backward()
    optimizer.step()
    return loss.item(), (logits.argmax(1) == y).sum().item()


print("ready", torch.__version__, flush=True)
for line in sys.stdin:
    command, number = line.split()
    if command == "train":
        answer = train(int(number))[0]
    else:
        start = time.perf_counter()
        for call in range(int(number)):
            train(call)
        answer = time.perf_counter() - start
    print(repr(answer), flush=True)
