// Changes one bit of a copy of what the page carries, so that a reader sees the check find it.
RnnEngine.define(function flips(engine) {
    "use strict";

    const base64Of = bytes => btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));

    // The places in which a bit can be changed. Each changes the copy and says what it did; `draw(n)` is a whole number below n.
    const places = {
        // A low bit of a value: the network stays one that can be trained.
        state({ run, epoch }, draw) {
            const stored = engine.startOf(run, epoch);
            const [kind, words] = [["parameters", ""], ["slot", " of the optimiser's accumulators"]][draw(2)];
            const bytes = engine.bytesOfBase64(stored[kind]);
            const value = draw(bytes.length / 4), bit = draw(16);
            bytes[4 * value + (bit >> 3)] ^= 1 << (bit & 7);
            stored[kind] = base64Of(bytes);
            const tensor = new engine.Model(run.spec.model).tensors.find(({ start, size }) => value < start + size);
            const place = `value ${value - tensor.start} of ${tensor.name}${words}`;
            return `bit ${bit} of ${place} in the stored state after epoch ${stored.epoch - 1}`;
        },

        parametersHash({ run, epoch }, draw) {
            const hash = run.epochs[epoch].parametersHash;
            const at = draw(hash.length), bit = draw(4);
            const changed = (parseInt(hash[at], 16) ^ (1 << bit)).toString(16);
            run.epochs[epoch].parametersHash = hash.slice(0, at) + changed + hash.slice(at + 1);
            return `bit ${bit} of figure ${at + 1} of the recorded hash of the parameters after epoch ${epoch}`;
        },

        loss({ run, epoch }, draw) {
            const view = new DataView(new ArrayBuffer(8));
            const bit = draw(32);
            view.setFloat64(0, run.epochs[epoch].loss, true);
            view.setUint8(bit >> 3, view.getUint8(bit >> 3) ^ (1 << (bit & 7)));
            run.epochs[epoch].loss = view.getFloat64(0, true);
            return `bit ${bit} of the recorded training loss of epoch ${epoch}`;
        },

        images({ images }, draw) {
            const bytes = engine.bytesOfBase64(images.pixels);
            const image = draw(images.train), bit = draw(images.size * images.bits);
            const at = image * images.size * images.bits + bit;
            bytes[at >> 3] ^= 1 << (at & 7);
            images.pixels = base64Of(bytes);
            return `one bit of pixel ${Math.floor(bit / images.bits)} of training image ${image}`;
        },
    };

    // Whether the place exists for that epoch: one that starts from the seed has no stored state.
    engine.canFlip = (place, run, epoch) => place !== "state" || engine.startOf(run, epoch) !== null;

    // Changes one bit of `carried` ({ images, run, epoch }, a copy), and says which.
    engine.flip = (place, carried, draw) => places[place](carried, draw);
});
