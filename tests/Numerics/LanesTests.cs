using System.Runtime.Intrinsics;
using RnnMemory.Numerics;
using RnnMemory.Tests.Engines;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>Comparisons of lanes have their bits by definition: instructions for them differ on NaN and on the sign of zero.</summary>
public unsafe class LanesTests
{
    private static readonly float[] Values =
    [
        0f, -0f, 1f, -1f, 0.5f, float.Epsilon, -float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity,
        float.NaN, -float.NaN, BitConverter.UInt32BitsToSingle(0x7FC12345),
    ];

    [Fact]
    public void Sixteen_lanes_choose_the_larger_and_the_smaller_as_the_comparison_does() => Check<Lanes16, Vector512<float>>();

    [Fact]
    public void Eight_lanes_choose_the_larger_and_the_smaller_as_the_comparison_does() => Check<Lanes8, Vector256<float>>();

    [Fact]
    public void Four_lanes_choose_the_larger_and_the_smaller_as_the_comparison_does() => Check<Lanes4, Vector128<float>>();

    [Fact]
    public void One_lane_chooses_the_larger_and_the_smaller_as_the_comparison_does() => Check<Lanes1, float>();

    private static void Check<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        EngineBits.SkipUnlessWide(TLanes.Count);
        using AlignedBuffer<float> result = new(TLanes.Count);
        foreach (float a in Values)
        {
            foreach (float b in Values)
            {
                AssertLanes(a > b ? a : b, TLanes.Larger(TLanes.Broadcast(a), TLanes.Broadcast(b)), $"the larger of {a} and {b}");
                AssertLanes(b > a ? a : b, TLanes.Smaller(TLanes.Broadcast(a), TLanes.Broadcast(b)), $"the smaller of {a} and {b}");
            }
        }

        void AssertLanes(float expected, TVector actual, string what)
        {
            TLanes.Store(result.Pointer, actual);
            foreach (float lane in result.Span)
            {
                Assert.True(BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(lane), $"{what}: {lane}");
            }
        }
    }
}
