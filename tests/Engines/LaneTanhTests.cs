using System.Runtime.Intrinsics;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>However many vectors go through tanh together, and wherever they lie, each value gets tanh's bits.</summary>
public unsafe class LaneTanhTests
{
    [Fact]
    public void Sixteen_lanes_give_the_bits_of_tanh() => Check<Lanes16, Vector512<float>>();

    [Fact]
    public void Eight_lanes_give_the_bits_of_tanh() => Check<Lanes8, Vector256<float>>();

    [Fact]
    public void Four_lanes_give_the_bits_of_tanh() => Check<Lanes4, Vector128<float>>();

    [Fact]
    public void One_lane_gives_the_bits_of_tanh() => Check<Lanes1, float>();

    private static void Check<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        EngineBits.SkipUnlessWide(TLanes.Count);
        for (int count = 0; count <= 35; count++)
        {
            Check<TLanes, TVector>(count, 1, 3, inPlace: false);
            Check<TLanes, TVector>(count, 2, 2, inPlace: true);
        }
    }

    private static void Check<TLanes, TVector>(int count, int sourceVectors, int targetVectors, bool inPlace)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        (int sourceStep, int targetStep) = (sourceVectors * TLanes.Count, targetVectors * TLanes.Count);
        using AlignedBuffer<float> source = new((count + 1) * sourceStep);
        using AlignedBuffer<float> target = new((count + 1) * targetStep);
        var random = new System.Random(count);
        foreach (ref float value in source.Span)
        {
            value = random.Next(12) switch
            {
                0 => float.NaN,
                1 => float.PositiveInfinity,
                2 => float.NegativeInfinity,
                3 => -0f,
                _ => (float)((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-6, 3))),
            };
        }

        float[] before = source.Span.ToArray();
        AlignedBuffer<float> written = inPlace ? source : target;
        float[] expected = written.Span.ToArray();
        for (int vector = 0; vector < count; vector++)
        {
            for (int lane = 0; lane < TLanes.Count; lane++)
            {
                expected[(vector * targetStep) + lane] = Elementary.Tanh(before[(vector * sourceStep) + lane]);
            }
        }

        LaneTanh<TLanes, TVector>.Run(source.Pointer, sourceStep, written.Pointer, targetStep, count);

        Assert.Equal(expected.Select(BitConverter.SingleToUInt32Bits), written.Span.ToArray().Select(BitConverter.SingleToUInt32Bits));
    }
}
