// Random numbers as in Streams/ and Numerics/NormalDeviate.cs: a word is a function of (seed, stream name, index, position) alone.
RnnEngine.define(function streams(engine) {
    "use strict";

    // The upper 32 bits of the product of two 32-bit numbers.
    function upperProduct(a, b) {
        const a0 = a & 0xFFFF, a1 = a >>> 16, b0 = b & 0xFFFF, b1 = b >>> 16;
        const middle = a1 * b0 + ((a0 * b0) >>> 16);
        return (a1 * b1 + Math.floor(middle / 0x10000) + (((middle & 0xFFFF) + a0 * b1) / 0x10000 | 0)) >>> 0;
    }

    // Philox4x32-10 (Salmon et al. 2011): the four words of the counter (block, 0, index, 0).
    function philox(block, index, key0, key1) {
        let x0 = block, x1 = 0, x2 = index, x3 = 0;
        for (let round = 0; round < 10; round++) {
            const upper0 = upperProduct(0xD2511F53, x0), lower0 = Math.imul(0xD2511F53, x0) >>> 0;
            const upper1 = upperProduct(0xCD9E8D57, x2), lower1 = Math.imul(0xCD9E8D57, x2) >>> 0;
            x0 = (upper1 ^ x1 ^ key0) >>> 0;
            x1 = lower1;
            x2 = (upper0 ^ x3 ^ key1) >>> 0;
            x3 = lower0;
            key0 = (key0 + 0x9E3779B9) >>> 0;
            key1 = (key1 + 0xBB67AE85) >>> 0;
        }

        return [x0, x1, x2, x3];
    }

    // The words of one index, one after another.
    class WordSequence {
        constructor(key0, key1, index) {
            Object.assign(this, { key0, key1, index, block: 0, words: [] });
        }

        next() {
            if (this.words.length === 0) {
                this.words = philox(this.block++, this.index, this.key0, this.key1);
            }

            return this.words.shift();
        }

        // Uniform on [0, 1) in steps of 2^-53.
        nextUniform() {
            const upper = this.next() >>> 5;
            return (upper * 2 ** 26 + (this.next() >>> 6)) * 2 ** -53;
        }

        // Uniform on 0..n-1: Lemire's multiplication with rejection.
        nextBelow(n) {
            const threshold = (2 ** 32 - n) % n;
            for (;;) {
                const word = this.next();
                if ((Math.imul(word, n) >>> 0) >= threshold) {
                    return upperProduct(word, n);
                }
            }
        }
    }

    // A named stream. Seeds and indices are below 2^32 here, which every run of the page is content with.
    class RandomStream {
        constructor(seed, name) {
            const message = new Uint8Array(8 + name.length);
            new DataView(message.buffer).setUint32(0, seed, true);
            message.set(Array.from(name, letter => letter.charCodeAt(0)), 8);
            const digest = new DataView(engine.sha256Bytes(message).buffer);
            this.key0 = digest.getUint32(0, true);
            this.key1 = digest.getUint32(4, true);
        }

        at(index) {
            return new WordSequence(this.key0, this.key1, index);
        }

        // A uniform permutation of 0..n-1: Fisher-Yates from the top.
        permutation(n) {
            const order = Int32Array.from({ length: n }, (_, i) => i);
            const words = this.at(0);
            for (let i = n - 1; i > 0; i--) {
                const j = words.nextBelow(i + 1);
                [order[i], order[j]] = [order[j], order[i]];
            }

            return order;
        }
    }

    // The natural logarithm in binary64, as in Numerics/Log64.cs.
    function log64(x) {
        const view = new DataView(new ArrayBuffer(8));
        view.setFloat64(0, x);
        let k = (view.getUint32(0) >>> 20) - 1023;
        view.setUint32(0, (view.getUint32(0) & 0xFFFFF) | (1023 << 20));
        let mantissa = view.getFloat64(0);
        if (mantissa > 1.4142135623730951) {
            mantissa *= 0.5;
            k++;
        }

        const f = mantissa - 1;
        const s = f / (2 + f);
        const z = s * s;
        let r = 0;
        for (let odd = 21; odd >= 3; odd -= 2) {
            r = z * (r + 2 / odd);
        }

        const half = 0.5 * f * f;
        return k * 0.6931471804855391 - ((half - (s * (half + r) + k * 7.440617110012397e-11)) - f);
    }

    // Wichura's AS 241, routine PPND16: coefficients of three rational approximations, highest power first.
    const centreTop = [
        2.5090809287301226727e+3, 3.3430575583588128105e+4, 6.7265770927008700853e+4, 4.5921953931549871457e+4,
        1.3731693765509461125e+4, 1.9715909503065514427e+3, 1.3314166789178437745e+2, 3.3871328727963666080e+0];
    const centreBottom = [
        5.2264952788528545610e+3, 2.8729085735721942674e+4, 3.9307895800092710610e+4, 2.1213794301586595867e+4,
        5.3941960214247511077e+3, 6.8718700749205790830e+2, 4.2313330701600911252e+1, 1];
    const nearTop = [
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e+0,
        3.64784832476320460504e+0, 5.76949722146069140550e+0, 4.63033784615654529590e+0, 1.42343711074968357734e+0];
    const nearBottom = [
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e+0, 2.05319162663775882187e+0, 1];
    const farTop = [
        2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3, 2.65321895265761230930e-2,
        2.96560571828504891230e-1, 1.78482653991729133580e+0, 5.46378491116411436990e+0, 6.65790464350110377720e+0];
    const farBottom = [
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2, 1.36929880922735805310e-1, 5.99832206555887937690e-1, 1];

    function ratio(top, bottom, x) {
        const polynomial = coefficients => coefficients.reduce((value, coefficient) => value * x + coefficient, 0);
        return polynomial(top) / polynomial(bottom);
    }

    function quantile(p) {
        const q = p - 0.5;
        if (Math.abs(q) <= 0.425) {
            return q * ratio(centreTop, centreBottom, 0.180625 - q * q);
        }

        const r = Math.sqrt(-log64(q < 0 ? p : 1 - p));
        const size = r <= 5 ? ratio(nearTop, nearBottom, r - 1.6) : ratio(farTop, farBottom, r - 5);
        return q < 0 ? -size : size;
    }

    // A standard normal deviate in binary64, from two words of a WordSequence.
    function normalDeviate(words) {
        const upper = words.next() >>> 6;
        const lower = words.next() >>> 6;

        // The harness rounds the 52-bit number plus one half, which has 53 bits, and so is exact.
        return quantile((upper * 2 ** 26 + lower + 0.5) * 2 ** -52);
    }

    Object.assign(engine, { RandomStream, normalDeviate });
});
