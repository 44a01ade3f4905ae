"""Writes readout.json: a ridge regression in closed form by numpy, for tests/Measures/LinearReadoutTests.cs."""
import json
import numpy as np

samples, features, outputs = 40, 5, 3
n, f = np.meshgrid(np.arange(samples), np.arange(features), indexing="ij")
x = ((7 * n + 11 * f * f + n * f) % 23).astype(np.float32) / np.float32(16)
n, m = np.meshgrid(np.arange(samples), np.arange(outputs), indexing="ij")
y = ((5 * n + 3 * m + n * n * (m + 1)) % 19).astype(np.float32) / np.float32(8)
xc = x.astype(np.float64) - x.astype(np.float64).mean(axis=0)
yc = y.astype(np.float64) - y.astype(np.float64).mean(axis=0)
gram = xc.T @ xc
weights = np.linalg.solve(gram + 1e-10 * np.diag(np.diag(gram)), xc.T @ yc)
predicted = xc @ weights + y.astype(np.float64).mean(axis=0)
with open("readout.json", "w") as file:
    json.dump({"numpy": np.__version__, "samples": samples, "x": x.ravel().tolist(), "y": y.ravel().tolist(),
               "weights": weights.ravel().tolist(), "predicted": predicted.ravel().tolist()}, file)
    file.write("\n")
