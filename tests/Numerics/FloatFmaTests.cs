using CsCheck;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>The emulated fused multiply-add against exact arithmetic in integers and against the processor's own.</summary>
public class FloatFmaTests
{
    // Arbitrary bits, and triples whose sum nearly cancels or lies on a rounding boundary.
    private static readonly Gen<(float A, float B, float C)> Triples = Gen.OneOf(
        Gen.Select(AnyFloat(), AnyFloat(), AnyFloat()),
        Gen.Select(Gen.Float[-4f, 4f], Gen.Float[-4f, 4f], Gen.Int[-4, 4], (a, b, step) => (a, b, Step(-(a * b), step))),
        Gen.Select(Gen.Float[1f, 2f], Gen.Float[1f, 2f], Gen.Int[20, 30], (a, b, scale) => (a, b, MathF.ScaleB(1f, scale))));

    [Fact]
    public void Emulation_equals_the_processors_instruction()
    {
        Assert.SkipUnless(FloatFma.IsHardware, "This processor has no fused multiply-add.");
        Triples.Sample(
            x =>
            {
                float expected = MathF.FusedMultiplyAdd(x.A, x.B, x.C);
                float actual = FloatFma.Emulate(x.A, x.B, x.C);
                return BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual)
                    || (float.IsNaN(expected) && float.IsNaN(actual));
            },
            iter: 200_000);
    }

    [Fact]
    public void Emulation_rounds_once_where_two_roundings_differ()
    {
        // 1 + 2^-23 squared is 1 + 2^-22 + 2^-46; minus (1 + 2^-22) only the fused form keeps the last term.
        float a = 1f + MathF.ScaleB(1f, -23);
        Assert.Equal(MathF.ScaleB(1f, -46), FloatFma.Emulate(a, a, -(1f + MathF.ScaleB(1f, -22))));

        // Rounding to binary64 first would lose the 2^-60 that decides the tie.
        float big = 1f + MathF.ScaleB(1f, -23);
        float tie = MathF.ScaleB(1f, -24);
        Assert.Equal(1f, FloatFma.Emulate(1f, tie, 1f));
        Assert.Equal(big, FloatFma.Emulate(tie, 1f + MathF.ScaleB(1f, -23), 1f));
    }

    [Fact]
    public void Emulation_agrees_with_exact_integer_arithmetic()
    {
        // Products and sums of integers below 2^40 are exact in 64 bits; casting them rounds once.
        Gen.Select(Gen.Int[-(1 << 20), 1 << 20], Gen.Int[-(1 << 19), 1 << 19], Gen.Int[-(1 << 23), 1 << 23]).Sample(
            (a, b, c) => FloatFma.Emulate(a, b, c) == (float)(((long)a * b) + c));
    }

    private static Gen<float> AnyFloat() => Gen.UInt.Select(BitConverter.UInt32BitsToSingle);

    private static float Step(float x, int steps) => BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(x) + steps);
}
