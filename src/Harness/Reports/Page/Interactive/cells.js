// The recurrent cells, as in Engines/Scalar: forward and backward pass over T steps of B sequences. Every sum of products is one chain
// per output, acc = fma(a[k], b[k], acc), k ascending. The loops below go over k outside and over outputs inside: the chains are the
// same, and the processor computes several of them at a time.
RnnEngine.define(function cells(engine) {
    "use strict";

    const { fma, tanh, hardSigmoid } = engine;
    const round = Math.fround;

    // sums[j] = fma(factor, values[j], sums[j]) for `count` outputs j, from given places on: one link of `count` chains.
    function addProducts(sums, at, factor, values, from, count) {
        for (let j = 0; j < count; j++) {
            sums[at + j] = fma(factor, values[from + j], sums[at + j]);
        }
    }

    // The links over a whole vector: sums += vector times the rows of a matrix that is `stride` wide.
    function addRows(sums, at, vector, vectorAt, length, matrix, from, stride, count) {
        for (let k = 0; k < length; k++) {
            addProducts(sums, at, vector[vectorAt + k], matrix, from + k * stride, count);
        }
    }

    // What the cells share. H hidden units, I inputs of a step, W = G H, the width of the kernels.
    class Cell {
        constructor(model, steps, batch) {
            Object.assign(this, { model, steps, batch, inputs: model.inputs, units: model.hidden, width: model.width });

            // h after each step [T, B, H]; pre-activations and later their gradients [T, B, W]; the recurrent kernel transposed [W, H].
            this.hidden = new Float32Array(steps * batch * this.units);
            this.pre = new Float32Array(steps * batch * this.width);
            this.transposed = new Float32Array(this.width * this.units);
        }

        // The three tensors in the array of all parameters, or of all gradients.
        weightsIn(parameters) {
            const of = name => this.model.tensor(name, parameters);
            return { kernel: of("cell/kernel"), recurrent: of("cell/recurrent"), bias: of("cell/bias") };
        }

        // Writes the pre-activations of columns first..first+count-1 of row (t, b): bias, inputs, then `state` (none at the first step).
        preActivate(weights, inputs, row, first, count, state, stateAt) {
            const at = row * this.width + first;
            for (let j = 0; j < count; j++) {
                this.pre[at + j] = weights.bias[first + j];
            }

            addRows(this.pre, at, inputs, row * this.inputs, this.inputs, weights.kernel, first, this.width, count);
            if (row >= this.batch) {
                addRows(this.pre, at, state, stateAt, this.units, weights.recurrent, first, this.width, count);
            }
        }

        transpose(recurrent) {
            for (let u = 0; u < this.units; u++) {
                for (let column = 0; column < this.width; column++) {
                    this.transposed[column * this.units + u] = recurrent[u * this.width + column];
                }
            }
        }

        // Gradients of the weights: chains from zero over the rows (t, b) in descending order. The columns from `resetFrom` on saw
        // `resetState` of their own row instead of h of the step before.
        weightGradients(inputs, gradients, resetFrom = this.width, resetState = null) {
            const { units, width, batch, pre } = this;
            gradients.kernel.fill(0);
            gradients.recurrent.fill(0);
            gradients.bias.fill(0);
            for (let row = this.steps * batch - 1; row >= 0; row--) {
                const at = row * width;
                for (let column = 0; column < width; column++) {
                    gradients.bias[column] += pre[at + column];
                }

                for (let i = 0; i < this.inputs; i++) {
                    addProducts(gradients.kernel, i * width, inputs[row * this.inputs + i], pre, at, width);
                }

                for (let k = 0; k < units && row >= batch; k++) {
                    addProducts(gradients.recurrent, k * width, this.hidden[(row - batch) * units + k], pre, at, resetFrom);
                    if (resetFrom < width) {
                        const count = width - resetFrom;
                        addProducts(
                            gradients.recurrent, k * width + resetFrom, resetState[row * units + k], pre, at + resetFrom, count);
                    }
                }
            }
        }
    }

    // h' = relu(x W + h U + b).
    class Vanilla extends Cell {
        // Fills `hidden` from the inputs [T, B, I] of the first `steps` steps; the state before the first step is zero.
        forward(weights, inputs, steps = this.steps) {
            const { units, batch, pre, hidden } = this;
            for (let row = 0; row < steps * batch; row++) {
                this.preActivate(weights, inputs, row, 0, units, hidden, (row - batch) * units);
                for (let u = row * units; u < (row + 1) * units; u++) {
                    hidden[u] = 0 > pre[u] ? 0 : pre[u];
                }
            }
        }

        // Back-propagates the gradient of the last step's h [B, H], and writes the gradients of the three tensors.
        backward(weights, inputs, lastGradient, gradients) {
            const { units, batch, pre, hidden } = this;
            const dh = new Float32Array(units);
            this.transpose(weights.recurrent);
            for (let row = this.steps * batch - 1; row >= 0; row--) {
                const next = row + batch;
                if (next < this.steps * batch) {
                    dh.fill(0);
                    addRows(dh, 0, pre, next * units, units, this.transposed, 0, units, units);
                } else {
                    dh.set(lastGradient.subarray((row % batch) * units, (row % batch + 1) * units));
                }

                for (let u = 0; u < units; u++) {
                    pre[row * units + u] = hidden[row * units + u] > 0 ? dh[u] : 0;
                }
            }

            this.weightGradients(inputs, gradients);
        }
    }

    const gateSlope = y => y > 0 && 1 > y ? round(0.2) : 0;
    const tanhSlope = y => fma(-y, y, 1);

    // Keras 2.1.4's GRU with gate blocks z, r, h: g = tanh(x W_h + b_h + (r h) U_h), h' = z h + (1 - z) g.
    class Gru extends Cell {
        constructor(model, steps, batch) {
            super(model, steps, batch);

            // Activated z, r and g [T, B, 3H]; r h before each step [T, B, H].
            this.gates = new Float32Array(this.pre.length);
            this.reset = new Float32Array(this.hidden.length);
        }

        forward(weights, inputs, steps = this.steps) {
            const { units, width, batch, pre, hidden, gates, reset } = this;
            for (let row = 0; row < steps * batch; row++) {
                const at = row * units, before = (row - batch) * units, gate = row * width;
                const first = row < batch;
                this.preActivate(weights, inputs, row, 0, 2 * units, hidden, before);
                for (let u = 0; u < units; u++) {
                    gates[gate + u] = hardSigmoid(pre[gate + u]);
                    gates[gate + units + u] = hardSigmoid(pre[gate + units + u]);
                    reset[at + u] = gates[gate + units + u] * (first ? 0 : hidden[before + u]);
                }

                this.preActivate(weights, inputs, row, 2 * units, units, reset, at);
                for (let u = 0; u < units; u++) {
                    const z = gates[gate + u];
                    const g = tanh(pre[gate + 2 * units + u]);
                    gates[gate + 2 * units + u] = g;
                    hidden[at + u] = fma(z, first ? 0 : hidden[before + u], round(round(1 - z) * g));
                }
            }
        }

        backward(weights, inputs, lastGradient, gradients) {
            const { units, width, batch, pre, hidden, gates, reset } = this;
            const dh = lastGradient.slice();
            const dReset = new Float32Array(units);
            this.transpose(weights.recurrent);
            for (let row = this.steps * batch - 1; row >= 0; row--) {
                const gate = row * width, before = (row - batch) * units, own = (row % batch) * units;
                const first = row < batch;
                for (let u = 0; u < units; u++) {
                    const d = dh[own + u], z = gates[gate + u], g = gates[gate + 2 * units + u];
                    const previous = first ? 0 : hidden[before + u];
                    pre[gate + u] = round(d * round(previous - g)) * gateSlope(z);
                    pre[gate + 2 * units + u] = round(d * round(1 - z)) * tanhSlope(g);
                }

                dReset.fill(0);
                addRows(dReset, 0, pre, gate + 2 * units, units, this.transposed, 2 * units * units, units, units);
                for (let u = 0; u < units; u++) {
                    const previous = first ? 0 : hidden[before + u];
                    pre[gate + units + u] = round(dReset[u] * previous) * gateSlope(gates[gate + units + u]);
                }

                if (!first) {
                    // The direct paths come first, then the chain over the pre-activations of z and r.
                    for (let u = 0; u < units; u++) {
                        const direct = fma(dh[own + u], gates[gate + u], 0);
                        dh[own + u] = fma(dReset[u], gates[gate + units + u], direct);
                    }

                    addRows(dh, own, pre, gate, 2 * units, this.transposed, 0, units, units);
                }
            }

            this.weightGradients(inputs, gradients, 2 * units, reset);
        }
    }

    const kinds = { Vanilla, Gru };

    // The cell of a model, for minibatches of `steps` steps and `batch` sequences.
    engine.cellOf = (model, steps, batch) => new kinds[model.cell](model, steps, batch);
    engine.addRows = addRows;
    engine.addProducts = addProducts;
});
