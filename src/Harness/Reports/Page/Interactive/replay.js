// Trains epochs of a recorded run again, from the nearest state that the page carries, and compares everything with the record.
RnnEngine.define(function replays(engine) {
    "use strict";

    const ascii = text => Uint8Array.from(text, letter => letter.charCodeAt(0));

    // The embedded digits as the page carries them: packed pixels, labels as one text of figures, the first `train` of them to train on.
    function digitsOf({ pixels, bits, labels, size, maximum, train }) {
        const count = labels.length;
        const values = engine.unpack(engine.bytesOfBase64(pixels), bits, count * size);
        const classes = Uint8Array.from(labels);
        const part = (first, end) => new engine.ImageSet(
            values.subarray(first * size, end * size), classes.subarray(first, end), size, maximum);
        return { train: part(0, train), test: part(train, count), hash: hashOfDigits(values, classes, size, train) };
    }

    // The data hash of runs on the digits: over the SHA-256 of the published file, of which the page carries every number.
    function hashOfDigits(values, classes, size, train) {
        let file = "";
        classes.forEach((label, i) => { file += `${values.subarray(i * size, (i + 1) * size).join(",")},${label}\n`; });
        const hash = engine.sha256(ascii(file));
        return engine.sha256(ascii(`${hash} 0+${train}\n${hash} ${train}+${classes.length - train}\n`));
    }

    const floatsOf = text => engine.floatsOfBytes(engine.bytesOfBase64(text));

    // The last carried state that comes before an epoch; null if only the seed does.
    function startOf(run, epoch) {
        return run.states.filter(state => state.epoch <= epoch).pop() || null;
    }

    // The tensors of a carried state that do not have the hashes they were written with.
    function changedTensors(run, stored, state) {
        const changed = [];
        for (const { name, start, size } of new engine.Model(run.spec.model).tensors) {
            for (const [values, where] of [[state.parameters, ""], [state.slot, " of the optimiser's accumulators"]]) {
                if (engine.hashOfParameters(values.subarray(start, start + size)) !== stored.tensors[name + where]) {
                    changed.push(name + where);
                }
            }
        }

        return changed;
    }

    function comparison(epoch, what, recorded, now, place = what) {
        return { epoch, what, recorded, now, place, equal: Object.is(recorded, now) };
    }

    // Every number and hash of an epoch's record, and what they are now.
    function compareEpoch(recorded, now) {
        const row = (what, before, after) => comparison(recorded.epoch, what, before, after);
        const values = kind => Object.keys(recorded[kind]).map(name => row(name, recorded[kind][name], now[kind][name]));
        return [
            ...["updates", "loss", "accuracy"].map(name => row(name, recorded[name], now[name])),
            ...values("metrics"),
            ...values("diagnostics"),
            ...["parametersHash", "stateHash"].map(name => row(name, recorded[name], now[name])),
        ];
    }

    // Trains `run` again up to `epoch` and gives all comparisons, the last value of this generator. Before that it yields how much is
    // done, from 0 to 1. The comparisons begin with the data and the start state, so that a changed one is named before its effects.
    function* replay(images, run, epoch) {
        const { train, test, hash } = digitsOf(images);
        const rows = [comparison(null, "dataHash", run.dataHash, hash)];
        const stored = startOf(run, epoch);
        const state = stored
            ? { parameters: floatsOf(stored.parameters), slot: floatsOf(stored.slot), epoch: stored.epoch }
            : engine.initialState(run.spec);
        const trainer = new engine.Trainer(run.spec, train, test, Uint16Array.from(run.map), state);
        if (stored) {
            const now = engine.hashOfState(state, trainer.updatesPerEpoch);
            const row = comparison(stored.epoch - 1, "startHash", run.epochs[stored.epoch - 1].stateHash, now);
            rows.push({ ...row, place: row.equal ? "" : changedTensors(run, stored, state).join(", ") });
        }

        const first = state.epoch;
        while (state.epoch <= epoch) {
            const training = trainer.epoch();
            let step = training.next();
            for (; !step.done; step = training.next()) {
                yield (state.epoch - first + step.value) / (epoch + 1 - first);
            }

            rows.push(...compareEpoch(run.epochs[step.value.epoch], step.value));
        }

        return rows;
    }

    Object.assign(engine, { replay, startOf, digitsOf });
});
