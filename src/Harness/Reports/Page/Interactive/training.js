// Training of one run on images, epoch by epoch, with the metrics and hashes of its record (Training/Trainer.cs, Tasks/ImageTask.cs).
RnnEngine.define(function training(engine) {
    "use strict";

    // SHA-256 of all parameters, little-endian binary32 in declared order.
    function hashOfParameters(parameters) {
        const bytes = new Uint8Array(4 * parameters.length);
        engine.writeFloats(parameters, bytes, 0);
        return engine.sha256(bytes);
    }

    // SHA-256 of parameters, the optimiser's slot, epochs finished and updates made, both counters as 64-bit integers.
    function hashOfState(state, updatesPerEpoch) {
        const bytes = new Uint8Array(8 * state.parameters.length + 16);
        const at = engine.writeFloats(state.slot, bytes, engine.writeFloats(state.parameters, bytes, 0));
        const counters = new DataView(bytes.buffer, at);
        counters.setBigInt64(0, BigInt(state.epoch), true);
        counters.setBigInt64(8, BigInt(state.epoch * updatesPerEpoch), true);
        return engine.sha256(bytes);
    }

    // The state before the first update.
    function initialState(spec) {
        const parameters = engine.initialParameters(new engine.Model(spec.model), spec.seed);
        return { parameters, slot: new Float32Array(parameters.length), epoch: 0 };
    }

    // Trains the run of a stored spec.json on the given images, from a state, which it keeps and updates.
    class Trainer {
        constructor(spec, train, test, map, state) {
            const { batchSize, task } = spec;
            if (task.trainingSubset !== 0 || task.accuracySubset < train.count) {
                throw new Error("This engine trains on all images, and measures its accuracy on all.");
            }

            Object.assign(this, { spec, state, test, train, batch: batchSize });
            const model = new engine.Model(spec.model);
            this.feed = new engine.ImageFeed(train, map, model.inputs, batchSize);
            this.testFeed = new engine.ImageFeed(test, map, model.inputs, batchSize);
            this.updatesPerEpoch = Math.floor(train.count / batchSize);
            this.network = new engine.Network(
                model, this.feed.steps, batchSize, state.parameters, state.slot, spec.optimizer);
        }

        // Trains one epoch and gives its record, the last value of this generator. Before that it yields how much is done, from 0 to 1.
        *epoch() {
            const { network, feed, batch, state, updatesPerEpoch } = this;
            const order = new engine.RandomStream(this.spec.seed, `shuffle/${state.epoch}`).permutation(this.train.count);

            // The share of the time that the updates take, estimated.
            const trained = 0.75;
            let lossSum = 0, correct = 0;
            for (let update = 0; update < updatesPerEpoch; update++) {
                for (let b = 0; b < batch; b++) {
                    feed.fill(b, order[update * batch + b]);
                }

                const result = network.train(feed.inputs, feed.targets);
                lossSum += result.lossSum;
                correct += result.correct;
                if (!Number.isFinite(lossSum)) {
                    throw new Error(`The loss is not finite in epoch ${state.epoch}, minibatch ${update}.`);
                }

                yield trained * (update + 1) / updatesPerEpoch;
            }

            const outputs = updatesPerEpoch * batch;
            state.epoch++;
            const { metrics, diagnostics } = yield* this.measure(trained);
            return {
                epoch: state.epoch - 1,
                updates: state.epoch * updatesPerEpoch,
                loss: lossSum / outputs,
                accuracy: correct / outputs,
                metrics,
                diagnostics,
                parametersHash: hashOfParameters(state.parameters),
                stateHash: hashOfState(state, updatesPerEpoch),
            };
        }

        // The metrics and diagnostics of the network as it is.
        *measure(done) {
            const { test, train } = this;
            const sums = { correct: 0, correctOfEven: 0, lossSum: 0, latency: 0, latencyOfCorrect: 0 };
            const isLive = new Uint8Array(this.network.model.hidden);
            for (let first = 0; first < test.count; first += this.batch) {
                this.addTest(first, sums, isLive);
                yield done + (1 - done) * (first + this.batch) / (test.count + train.count + this.batch);
            }

            let trainCorrect = 0;
            for (let first = 0; first < train.count; first += this.batch) {
                trainCorrect += this.addTrain(first);
                yield done + (1 - done) * (test.count + first + this.batch) / (test.count + train.count + this.batch);
            }

            const correctOfOdd = sums.correct - sums.correctOfEven;
            const diagnostics = {
                "vacc-even": sums.correctOfEven / Math.floor((test.count + 1) / 2),
                "vacc-odd": correctOfOdd / Math.floor(test.count / 2),
                "live-units": isLive.reduce((count, live) => count + live, 0),
            };
            if (this.testFeed.width > 1) {
                diagnostics.latency = sums.latency / test.count;
                if (sums.correct > 0) {
                    diagnostics["latency-right"] = sums.latencyOfCorrect / sums.correct;
                }
            }

            const metrics = {
                "vacc": sums.correct / test.count,
                "vloss": sums.lossSum / test.count,
                "train-acc": trainCorrect / train.count,
            };
            return { metrics, diagnostics };
        }

        addTest(first, sums, isLive) {
            const { network, testFeed: feed, test } = this;
            const { cell, readout, steps } = network;
            const rows = Math.min(this.batch, test.count - first);
            for (let b = 0; b < rows; b++) {
                feed.fill(b, first + b);
            }

            network.run(feed.inputs);
            for (let b = 0; b < rows; b++) {
                const answers = feed.width > 1
                    ? Array.from({ length: steps }, (_, t) => readout.answer(cell.hidden, network.hiddenAt(t, b)))
                    : [];
                const right = readout.forward(cell.hidden, network.hiddenAt(steps - 1, b)) === feed.targets[b];
                const latency = engine.latencyOf(answers);
                sums.correct += right ? 1 : 0;
                sums.correctOfEven += right && (first + b) % 2 === 0 ? 1 : 0;
                sums.latency += latency;
                sums.latencyOfCorrect += right ? latency : 0;
                sums.lossSum += readout.loss(feed.targets[b]);
                for (let t = 0; t < steps && first + b < 256; t++) {
                    const at = network.hiddenAt(t, b);
                    for (let u = 0; u < isLive.length; u++) {
                        isLive[u] |= cell.hidden[at + u] !== 0 ? 1 : 0;
                    }
                }
            }
        }

        addTrain(first) {
            const { network, feed, train } = this;
            const rows = Math.min(this.batch, train.count - first);
            for (let b = 0; b < rows; b++) {
                feed.fill(b, first + b);
            }

            network.run(feed.inputs);
            let correct = 0;
            for (let b = 0; b < rows; b++) {
                const answer = network.readout.answer(network.cell.hidden, network.hiddenAt(network.steps - 1, b));
                correct += answer === feed.targets[b] ? 1 : 0;
            }

            return correct;
        }
    }

    Object.assign(engine, { Trainer, initialState, hashOfState, hashOfParameters });
});
