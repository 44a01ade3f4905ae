// The dense softmax readout of one hidden state, as in Engines/Scalar/ScalarReadout.cs: kernel [H, K], bias [K].
RnnEngine.define(function readout(engine) {
    "use strict";

    const { exp, log, addRows, addProducts } = engine;
    const round = Math.fround;

    // Keras's clip of the target's probability before the logarithm. Outside of it the gradient is exactly zero.
    const clipLow = round(1e-7);
    const clipHigh = round(1 - clipLow);

    class Readout {
        constructor(model, parameters) {
            this.units = model.hidden;
            this.kernel = model.tensor("readout/kernel", parameters);
            this.bias = model.tensor("readout/bias", parameters);
            this.logits = new Float32Array(model.classes);
            this.probabilities = new Float32Array(model.classes);
            this.slope = new Float32Array(model.classes);
        }

        // The class with the largest logit, the lowest one on ties.
        answer(hidden, at) {
            const { logits, bias, kernel, units } = this;
            logits.set(bias);
            addRows(logits, 0, hidden, at, units, kernel, 0, logits.length, logits.length);
            let best = 0;
            for (let k = 1; k < logits.length; k++) {
                best = logits[k] > logits[best] ? k : best;
            }

            return best;
        }

        // The same; leaves the probabilities for `loss` and `backward`.
        forward(hidden, at) {
            const { logits, probabilities } = this;
            const best = this.answer(hidden, at);
            let sum = 0;
            for (let k = 0; k < logits.length; k++) {
                probabilities[k] = exp(round(logits[k] - logits[best]));
                sum = round(sum + probabilities[k]);
            }

            for (let k = 0; k < logits.length; k++) {
                probabilities[k] = probabilities[k] / sum;
            }

            return best;
        }

        // -ln of the target's clipped probability.
        loss(target) {
            let p = this.probabilities[target];
            p = clipLow > p ? clipLow : p;
            p = p > clipHigh ? clipHigh : p;
            return 0 - log(p);
        }

        // Adds this output to the gradients of kernel and bias, and writes the gradient of the hidden state [H].
        backward(target, scale, hidden, at, gradients, hiddenGradient, hiddenGradientAt) {
            const { probabilities, slope, units } = this;
            const classes = slope.length;
            const clipped = clipLow > probabilities[target] || probabilities[target] > clipHigh;
            for (let k = 0; k < classes; k++) {
                slope[k] = clipped ? 0 : round(probabilities[k] - (k === target ? 1 : 0)) * scale;
                gradients.bias[k] += slope[k];
            }

            for (let u = 0; u < units; u++) {
                addProducts(gradients.kernel, u * classes, hidden[at + u], slope, 0, classes);
                hiddenGradient[hiddenGradientAt + u] = 0;
                for (let k = 0; k < classes; k++) {
                    addProducts(hiddenGradient, hiddenGradientAt + u, slope[k], this.kernel, u * classes + k, 1);
                }
            }
        }
    }

    engine.Readout = Readout;
});
