// What a network answers after every step of one image.
RnnEngine.define(function reading(engine) {
    "use strict";

    class Reader {
        // `network` is one of the page's networks: model as in spec.json, map [T, I], parameters in base64; `maximum` becomes 1.
        constructor(network, maximum) {
            this.maximum = maximum;
            const model = new engine.Model(network.model);
            this.map = network.map;
            this.width = model.inputs;
            this.steps = network.map.length / model.inputs;
            const parameters = engine.floatsOfBytes(engine.bytesOfBase64(network.parameters));
            this.network = new engine.Network(model, this.steps, 1, parameters);
        }

        // Answers [T], probabilities [T, K] and latency for pixels [size] of an image.
        read(pixels) {
            const { network, steps } = this;
            const { cell, readout, model } = network;
            const set = new engine.ImageSet(pixels, [0], pixels.length, this.maximum);
            const feed = new engine.ImageFeed(set, this.map, this.width, 1);
            feed.fill(0, 0);
            network.run(feed.inputs);
            const answers = new Uint8Array(steps);
            const probabilities = new Float32Array(steps * model.classes);
            for (let t = 0; t < steps; t++) {
                answers[t] = readout.forward(cell.hidden, network.hiddenAt(t, 0));
                probabilities.set(readout.probabilities, t * model.classes);
            }

            return { answers, probabilities, latency: engine.latencyOf(answers) };
        }
    }

    engine.Reader = Reader;
});
