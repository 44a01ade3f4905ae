// One model's parameters with the optimiser's slot, and the arithmetic on them, as in Engines/Scalar/ScalarEngine.cs with RMSprop.
// The readout looks at the last step, as in every image task.
RnnEngine.define(function network(engine) {
    "use strict";

    const { fma } = engine;
    const round = Math.fround;

    class Network {
        // `optimizer` is that of a stored spec.json; null for a network that is only used. The arrays are kept, not copied.
        constructor(model, steps, batch, parameters, slot = null, optimizer = null) {
            if (optimizer && (optimizer.kind !== undefined || optimizer.clipNorm !== 0)) {
                throw new Error("This engine has RMSprop without clipping of gradients only.");
            }

            Object.assign(this, { model, steps, batch, parameters, slot, optimizer });
            this.cell = engine.cellOf(model, steps, batch);
            this.readout = new engine.Readout(model, parameters);
            this.weights = this.cell.weightsIn(parameters);
            this.gradients = new Float32Array(optimizer ? model.parameterCount : 0);
            this.lastGradient = new Float32Array(batch * model.hidden);
        }

        // Where the hidden state of sequence b after step t (both from 0) is in cell.hidden.
        hiddenAt(t, b) {
            return (t * this.batch + b) * this.model.hidden;
        }

        // Fills the hidden states of all steps from inputs [T, B, I].
        run(inputs) {
            this.cell.forward(this.weights, inputs);
        }

        // One update: forward pass, mean cross entropy, backward pass, RMSprop. Gives the sums before the update.
        train(inputs, targets) {
            const { cell, readout, batch, model, gradients, lastGradient } = this;
            cell.forward(this.weights, inputs);
            const readoutGradients = {
                kernel: model.tensor("readout/kernel", gradients).fill(0),
                bias: model.tensor("readout/bias", gradients).fill(0),
            };
            const scale = round(1 / batch);
            const losses = new Float32Array(batch);
            let correct = 0;
            for (let b = batch - 1; b >= 0; b--) {
                const at = this.hiddenAt(this.steps - 1, b);
                correct += readout.forward(cell.hidden, at) === targets[b] ? 1 : 0;
                losses[b] = readout.loss(targets[b]);
                readout.backward(targets[b], scale, cell.hidden, at, readoutGradients, lastGradient, b * model.hidden);
            }

            const lossSum = losses.reduce((sum, loss) => sum + loss, 0);
            cell.backward(this.weights, inputs, lastGradient, cell.weightsIn(gradients));
            this.update();
            return { lossSum, correct };
        }

        // a = fma(rho, a, (1 - rho)(g g)); w = w - lr g / (root of a + epsilon).
        update() {
            const { parameters, slot, gradients } = this;
            const rate = round(this.optimizer.learningRate), rho = round(this.optimizer.rho);
            const rest = round(1 - rho), epsilon = round(this.optimizer.epsilon);
            for (let i = 0; i < parameters.length; i++) {
                const g = gradients[i];
                const a = fma(rho, slot[i], round(rest * round(g * g)));
                slot[i] = a;
                parameters[i] = parameters[i] - round(round(rate * g) / round(round(Math.sqrt(a)) + epsilon));
            }
        }
    }

    engine.Network = Network;
});
