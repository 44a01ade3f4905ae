// SHA-256 (FIPS 180-4). The browser's own is asynchronous, and missing from pages opened from disk in some browsers.
RnnEngine.define(function sha256(engine) {
    "use strict";

    // The first 32 bits of the fractional parts of the cube roots (or square roots) of the first primes, by whole numbers only.
    function fractionBits(prime, power) {
        let root = 0n;
        for (let bit = 1n << 40n; bit > 0n; bit >>= 1n) {
            const next = root + bit;
            if (next ** power <= BigInt(prime) << (32n * power)) {
                root = next;
            }
        }

        return Number(root & 0xFFFFFFFFn) | 0;
    }

    function firstPrimes(count) {
        const primes = [];
        for (let n = 2; primes.length < count; n++) {
            if (primes.every(prime => n % prime !== 0)) {
                primes.push(n);
            }
        }

        return primes;
    }

    const roundConstants = Int32Array.from(firstPrimes(64), prime => fractionBits(prime, 3n));
    const initial = Int32Array.from(firstPrimes(8), prime => fractionBits(prime, 2n));

    function rotate(x, n) {
        return (x >>> n) | (x << (32 - n));
    }

    function compress(state, view, at, schedule) {
        for (let i = 0; i < 16; i++) {
            schedule[i] = view.getInt32(at + 4 * i);
        }

        for (let i = 16; i < 64; i++) {
            const x = schedule[i - 15], y = schedule[i - 2];
            const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
            const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
            schedule[i] = schedule[i - 16] + s0 + schedule[i - 7] + s1;
        }

        let [a, b, c, d, e, f, g, h] = state;
        for (let i = 0; i < 64; i++) {
            const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
            const t1 = (h + s1 + ((e & f) ^ (~e & g)) + roundConstants[i] + schedule[i]) | 0;
            const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
            const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
            h = g;
            g = f;
            f = e;
            e = (d + t1) | 0;
            d = c;
            c = b;
            b = a;
            a = (t1 + t2) | 0;
        }

        [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] += word; });
    }

    // SHA-256 of bytes, as bytes.
    function digest(message) {
        const padded = new Uint8Array((Math.floor((message.length + 8) / 64) + 1) * 64);
        padded.set(message);
        padded[message.length] = 0x80;
        const view = new DataView(padded.buffer);
        view.setUint32(padded.length - 8, Math.floor(message.length / 0x20000000));
        view.setUint32(padded.length - 4, (message.length * 8) >>> 0);
        const state = initial.slice();
        const schedule = new Int32Array(64);
        for (let at = 0; at < padded.length; at += 64) {
            compress(state, view, at, schedule);
        }

        const result = new DataView(new ArrayBuffer(32));
        state.forEach((word, i) => result.setInt32(4 * i, word));
        return new Uint8Array(result.buffer);
    }

    // SHA-256 of bytes, as lower-case hexadecimal: the form of every hash in records.
    engine.sha256 = message => Array.from(digest(message), byte => byte.toString(16).padStart(2, "0")).join("");
    engine.sha256Bytes = digest;
});
