// Bytes as the page carries them: base64 text, little-endian binary32, and small numbers of a few bits each.
RnnEngine.define(function bytes(engine) {
    "use strict";

    // The bytes of a base64 text.
    function bytesOfBase64(text) {
        const binary = atob(text);
        const bytes = new Uint8Array(binary.length);
        for (let i = 0; i < bytes.length; i++) {
            bytes[i] = binary.charCodeAt(i);
        }

        return bytes;
    }

    // Little-endian binary32 numbers, whatever the machine's own order.
    function floatsOfBytes(bytes) {
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
        return Float32Array.from({ length: bytes.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
    }

    // The same the other way: writes the numbers into `bytes` from `at` on, and gives the place after them.
    function writeFloats(floats, bytes, at) {
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        for (let i = 0; i < floats.length; i++) {
            view.setFloat32(at + 4 * i, floats[i], true);
        }

        return at + 4 * floats.length;
    }

    // `count` numbers of `width` bits each, the first in the lowest bits of the first byte.
    function unpack(bytes, width, count) {
        const numbers = new Uint16Array(count);
        for (let i = 0; i < count; i++) {
            for (let bit = 0; bit < width; bit++) {
                const at = i * width + bit;
                numbers[i] |= ((bytes[at >> 3] >> (at & 7)) & 1) << bit;
            }
        }

        return numbers;
    }

    Object.assign(engine, { bytesOfBase64, floatsOfBytes, writeFloats, unpack });
});
