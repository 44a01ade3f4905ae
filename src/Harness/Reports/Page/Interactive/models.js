// The tensors of a network and their first values, as in Models/. I inputs of a step, H hidden units, K classes, G gate blocks.
RnnEngine.define(function models(engine) {
    "use strict";

    // The cells that records of the page have: the number of their gate blocks, and how their tensors start.
    const cells = {
        Vanilla: { gates: 1, kernel: "smallNormal", recurrent: "identity" },
        Gru: { gates: 3, kernel: "glorotUniform", recurrent: "orthogonal" },
    };

    // A network's description. `spec` is the model of a stored spec.json: cell, inputs, hidden, classes.
    class Model {
        constructor(spec) {
            const cell = cells[spec.cell];
            if (!cell || spec.gateActivation !== "HardSigmoid" || spec.orthogonalPerGate || spec.kernelDeviation !== undefined) {
                throw new Error(`This engine has no ${spec.cell} cell with these settings.`);
            }

            this.cell = spec.cell;
            this.inputs = spec.inputs;
            this.hidden = spec.hidden;
            this.classes = spec.classes;
            this.width = cell.gates * spec.hidden;

            // In declared order, one after another in the array of all parameters.
            this.tensors = [
                { name: "cell/kernel", rows: spec.inputs, columns: this.width, initialiser: cell.kernel },
                { name: "cell/recurrent", rows: spec.hidden, columns: this.width, initialiser: cell.recurrent },
                { name: "cell/bias", rows: 1, columns: this.width, initialiser: "zeros" },
                { name: "readout/kernel", rows: spec.hidden, columns: spec.classes, initialiser: "glorotUniform" },
                { name: "readout/bias", rows: 1, columns: spec.classes, initialiser: "zeros" },
            ];
            this.parameterCount = 0;
            for (const tensor of this.tensors) {
                tensor.start = this.parameterCount;
                tensor.size = tensor.rows * tensor.columns;
                this.parameterCount += tensor.size;
            }
        }

        // The values of the tensor of that name in an array of all parameters; shares its memory.
        tensor(name, parameters) {
            const { start, size } = this.tensors.find(tensor => tensor.name === name);
            return parameters.subarray(start, start + size);
        }
    }

    const normalOf = (stream, element) => engine.normalDeviate(stream.at(element));

    const initialisers = {
        zeros() {
        },

        identity(tensor, stream, values) {
            for (let i = 0; i < Math.min(tensor.rows, tensor.columns); i++) {
                values[i * tensor.columns + i] = 1;
            }
        },

        smallNormal(tensor, stream, values) {
            for (let i = 0; i < values.length; i++) {
                values[i] = 0.001 * normalOf(stream, i);
            }
        },

        glorotUniform(tensor, stream, values) {
            const limit = Math.sqrt(6 / (tensor.rows + tensor.columns));
            for (let i = 0; i < values.length; i++) {
                values[i] = limit * (2 * stream.at(i).nextUniform() - 1);
            }
        },

        orthogonal(tensor, stream, values) {
            const rows = Array.from({ length: tensor.rows }, (_, r) =>
                Float64Array.from({ length: tensor.columns }, (_, c) => normalOf(stream, r * tensor.columns + c)));
            orthonormalise(rows);
            rows.forEach((row, r) => values.set(row, r * tensor.columns));
        },
    };

    // Modified Gram-Schmidt in binary64, each row twice, every sum in the same order as Numerics/GramSchmidt.cs.
    function orthonormalise(rows) {
        const dot = (a, b) => a.reduce((sum, value, c) => sum + value * b[c], 0);
        rows.forEach((row, r) => {
            for (let pass = 0; pass < 2; pass++) {
                for (const earlier of rows.slice(0, r)) {
                    const factor = dot(row, earlier);
                    earlier.forEach((value, c) => { row[c] -= factor * value; });
                }
            }

            const norm = Math.sqrt(dot(row, row));
            row.forEach((value, c) => { row[c] = value / norm; });
        });
    }

    // All parameters before the first update. Each tensor has its own stream, each element its index.
    function initialParameters(model, seed) {
        const parameters = new Float32Array(model.parameterCount);
        for (const tensor of model.tensors) {
            const values = parameters.subarray(tensor.start, tensor.start + tensor.size);
            initialisers[tensor.initialiser](tensor, new engine.RandomStream(seed, "init/" + tensor.name), values);
        }

        return parameters;
    }

    Object.assign(engine, { Model, initialParameters });
});
