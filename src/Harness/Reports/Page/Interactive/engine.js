// The engine of the page: the same arithmetic as the harness's scalar engine, bit for bit, in JavaScript. Its parts are in files of
// one idea each; each calls RnnEngine.define with a function that adds its part to the engine. The text of these functions is kept,
// because a web worker of a page that was opened from disk can load no file: it gets the engine as text.
//
// What the parts add, file by file (every function says in its own file what it takes and gives):
//   numerics.js      fma, exp, log, tanh, sigmoid, hardSigmoid: binary32 numbers in, binary32 numbers out
//   bytes.js         bytesOfBase64, floatsOfBytes, writeFloats, unpack: little-endian numbers and text
//   sha256.js        sha256: SHA-256 of bytes, as lower-case hexadecimal
//   streams.js       RandomStream: Philox words that depend on (seed, name, index) alone; normalDeviate
//   models.js        Model: the tensors of a network by name; initialParameters
//   cells.js         cellOf: forward and backward pass of a recurrent cell
//   readout.js       Readout: softmax, loss and their gradients
//   network.js       Network: parameters and the optimiser's slots; train, run
//   images.js        ImageSet, ImageFeed: which pixel a network sees at which step; latencyOf
//   training.js      Trainer: an epoch, its metrics and its hashes
//   replay.js        replay: trains epochs of a record again and compares them with it
//   flip.js          flip: changes one bit of a copy of the record
//   reading.js       Reader: what a network answers after every step of one image
(function () {
    "use strict";

    const parts = [];

    globalThis.RnnEngine = {
        // Adds a part: a function of the engine that uses nothing outside itself but parts that were defined before.
        define(part) {
            parts.push(part);
            part(this);
        },

        // A script that makes the same engine, as globalThis.RnnEngine, in a worker.
        source() {
            return "globalThis.RnnEngine = {};\n" + parts.map(part => `(${part})(globalThis.RnnEngine);\n`).join("");
        },
    };
})();
