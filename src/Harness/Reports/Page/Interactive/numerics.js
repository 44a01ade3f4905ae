// The numeric contract: fused multiply-add, exp, log, tanh and the sigmoids in binary32, with the bits of Numerics/Elementary.cs.
// A JavaScript number is a binary64. Its +, -, *, / and square root of binary32 numbers, rounded by Math.fround, are those of binary32:
// 53 bits are more than twice 24 and two, so that rounding twice is the same as rounding once. Only fma needs care.
RnnEngine.define(function numerics(engine) {
    "use strict";

    const round = Math.fround;
    const floats = new Float32Array(1);
    const ints = new Int32Array(floats.buffer);
    const doubles = new Float64Array(1);
    const words = new BigInt64Array(doubles.buffer);

    // a b + c, rounded once to nearest even. The product of two binary32 is exact in binary64. The sum is rounded to binary64 and
    // again to binary32, which is wrong only if the first rounding made a tie, that is a number in the middle between two binary32:
    // then its mirror image about the nearest binary32 is a binary32 too.
    function fma(a, b, c) {
        const product = a * b;
        const sum = product + c;
        const nearest = round(sum);
        const mirrored = sum + (sum - nearest);
        return mirrored === nearest || round(mirrored) !== mirrored ? nearest : fmaOfTie(product, c, sum);
    }

    // Rounds to odd in binary64, so that the rounding to binary32 is as if it were the only one (Boldo and Melquiond 2008).
    function fmaOfTie(product, c, sum) {
        if (!Number.isFinite(sum)) {
            return round(sum);
        }

        // Knuth's TwoSum gives the rounding error of the addition.
        const addend = sum - product;
        const lost = (product - (sum - addend)) + (c - addend);
        doubles[0] = sum;
        if (lost !== 0 && (words[0] & 1n) === 0n) {
            words[0] += (lost > 0) === (sum > 0) ? 1n : -1n;
        }

        return round(doubles[0]);
    }

    const log2E = round(1.44269504), ln2High = round(0.693147182), ln2Low = round(-1.90465421e-9);

    // 1.5 * 2^23: adding it rounds to an integer, which is then in the low bits.
    const roundingShift = 12582912;
    const expMin = -104, expMax = 89, tanhMax = round(9.02);
    const e0 = 0.5, e1 = round(0.16666667), e2 = round(0.041666467), e3 = round(0.00833331), e4 = round(0.001393365),
        e5 = round(0.00019890991);
    const l0 = round(0.33333331), l1 = round(-0.24999997), l2 = round(0.20000716), l3 = round(-0.16667803), l4 = round(0.14249058),
        l5 = round(-0.12425687), l6 = round(0.1168542), l7 = round(-0.11479734), l8 = round(0.069716118);
    const smallestNormal = round(1.17549435e-38), largest = round(3.4028234663852886e38);

    // The bits of the root of 1/2: subtracting them makes an exponent change there instead of at 1.
    const sqrtHalfBits = 0x3F3504F3;
    const fifth = round(0.2);

    // 2^n of a whole n for which it is a normal number.
    function powerOfTwo(n) {
        floats[0] = n + roundingShift;
        ints[0] = (ints[0] << 23) + 0x3F800000;
        return floats[0];
    }

    // x = n ln 2 + r.
    function wholeOf(x) {
        return round(fma(x, log2E, roundingShift) - roundingShift);
    }

    // e^r - 1.
    function expm1OfRest(x, n) {
        let r = fma(n, -ln2High, x);
        r = fma(n, -ln2Low, r);
        let q = fma(r, e5, e4);
        q = fma(r, q, e3);
        q = fma(r, q, e2);
        q = fma(r, q, e1);
        q = fma(r, q, e0);
        return fma(round(r * r), q, r);
    }

    // e^x.
    function exp(x) {
        x = x > expMax ? expMax : x;
        x = expMin > x ? expMin : x;
        const n = wholeOf(x);
        const p = expm1OfRest(x, n);

        // Two factors, because 2^n may be subnormal or too large where e^x is neither.
        const half = round(fma(n, 0.5, roundingShift) - roundingShift);
        return round(round(round(1 + p) * powerOfTwo(half)) * powerOfTwo(round(n - half)));
    }

    // The natural logarithm.
    function log(x) {
        const subnormal = smallestNormal > x;
        floats[0] = subnormal ? round(x * 8388608) : x;
        let exponent = (ints[0] - sqrtHalfBits) >> 23;
        ints[0] = ints[0] - (exponent << 23);
        exponent = subnormal ? exponent - 23 : exponent;
        const f = round(floats[0] - 1);
        const square = round(f * f);
        let r = fma(f, l8, l7);
        r = fma(f, r, l6);
        r = fma(f, r, l5);
        r = fma(f, r, l4);
        r = fma(f, r, l3);
        r = fma(f, r, l2);
        r = fma(f, r, l1);
        r = fma(f, r, l0);
        let y = fma(round(f * square), r, round(exponent * ln2Low));
        y = fma(square, -0.5, y);
        let result = fma(exponent, ln2High, round(f + y));
        result = x > largest ? x : result;
        result = x === 0 ? -Infinity : result;
        result = 0 > x ? NaN : result;
        return Number.isNaN(x) ? x : result;
    }

    // The hyperbolic tangent; odd to the bit.
    function tanh(x) {
        let magnitude = Math.abs(x);
        magnitude = magnitude > tanhMax ? tanhMax : magnitude;
        const doubled = round(magnitude + magnitude);
        const n = wholeOf(doubled);
        const scale = powerOfTwo(n);
        const expm1 = fma(scale, expm1OfRest(doubled, n), round(scale - 1));
        const value = round(expm1 / round(expm1 + 2));
        return x < 0 || Object.is(x, -0) ? -value : value;
    }

    // 1 / (1 + e^-x), from e^-|x|, which does not overflow.
    function sigmoid(x) {
        const e = exp(-Math.abs(x));
        return round((0 > x ? e : 1) / round(1 + e));
    }

    // clip(0.2 x + 0.5, 0, 1), the product rounded before the sum as in Keras.
    function hardSigmoid(x) {
        const y = round(round(fifth * x) + 0.5);
        return 0 > y ? 0 : y > 1 ? 1 : y;
    }

    Object.assign(engine, { fma, exp, log, tanh, sigmoid, hardSigmoid });
});
