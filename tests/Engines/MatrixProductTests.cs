using System.Runtime.Intrinsics;
using CsCheck;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>Each output is a single chain of its terms, whatever tiles a product is divided into.</summary>
public unsafe class MatrixProductTests
{
    private enum Terms
    {
        Every,
        Listed,
        ListedByRow,
    }

    private static readonly Gen<(int Rows, int Vectors, int Length, Terms Terms, int Seed)> Problems =
        Gen.Select(Gen.Int[1, 21], Gen.Int[1, 19], Gen.Int[0, 9], Gen.Enum<Terms>(), Gen.Int[0, 1000]);

    [Fact]
    public void Products_of_16_lanes_are_chains_of_their_terms() => Check<Lanes16, Vector512<float>>();

    [Fact]
    public void Products_of_8_lanes_are_chains_of_their_terms() => Check<Lanes8, Vector256<float>>();

    [Fact]
    public void Products_of_4_lanes_are_chains_of_their_terms() => Check<Lanes4, Vector128<float>>();

    [Fact]
    public void Products_of_single_values_are_chains_of_their_terms() => Check<Lanes1, float>();

    private static void Check<TLanes, TVector>()
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        EngineBits.SkipUnlessWide(TLanes.Count);
        Problems.Sample(problem => Run<TLanes, TVector>(problem.Rows, problem.Vectors, problem.Length, problem.Terms, problem.Seed), iter: 300);
    }

    private static void Run<TLanes, TVector>(int rows, int vectors, int length, Terms terms, int seed)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        const int Inner = 10;
        int width = (vectors + 1) / 2 * 2 * TLanes.Count;
        var random = new System.Random(seed);
        using AlignedBuffer<float> a = Values(random, rows * Inner);
        using AlignedBuffer<float> b = Values(random, Inner * width);
        using AlignedBuffer<float> start = Values(random, width);
        using AlignedBuffer<float> c = new(rows * width);
        using AlignedBuffer<int> lists = new(rows * Inner);
        using AlignedBuffer<int> lengths = new(rows);
        for (int row = 0; row < rows; row++)
        {
            int[] list = [.. Enumerable.Range(0, Inner).Where(_ => random.Next(2) == 0)];
            list.CopyTo(lists.Span[(row * Inner)..]);
            lengths.Span[row] = list.Length;
        }

        length = terms == Terms.Listed ? lengths.Span[0] : length;
        MatrixProduct<TLanes, TVector>.Run(new Operands
        {
            A = a.Pointer,
            ARow = Inner,
            AStep = 1,
            B = b.Pointer,
            BStep = 2 * TLanes.Count,
            BPanel = Inner * 2 * TLanes.Count,
            Start = start.Pointer,
            StartRow = 0,
            C = c.Pointer,
            CRow = width,
            Rows = rows,
            Vectors = vectors,
            Length = length,
            Terms = terms == Terms.Every ? null : lists.Pointer,
            TermsRow = terms == Terms.ListedByRow ? Inner : 0,
            Lengths = terms == Terms.ListedByRow ? lengths.Pointer : null,
        });

        for (int row = 0; row < rows; row++)
        {
            int[] k = terms switch
            {
                Terms.Every => [.. Enumerable.Range(0, length)],
                Terms.Listed => lists.Span[..length].ToArray(),
                _ => lists.Span.Slice(row * Inner, lengths.Span[row]).ToArray(),
            };
            for (int n = 0; n < vectors * TLanes.Count; n++)
            {
                int panel = n / (2 * TLanes.Count);
                float expected = start.Span[n];
                foreach (int term in k)
                {
                    float factor = b.Span[(((panel * Inner) + term) * 2 * TLanes.Count) + (n % (2 * TLanes.Count))];
                    expected = MathF.FusedMultiplyAdd(a.Span[(row * Inner) + term], factor, expected);
                }

                Assert.Equal(BitConverter.SingleToInt32Bits(expected), BitConverter.SingleToInt32Bits(c.Span[(row * width) + n]));
            }
        }
    }

    private static AlignedBuffer<float> Values(System.Random random, int count)
    {
        AlignedBuffer<float> buffer = new(count);
        foreach (ref float value in buffer.Span)
        {
            value = random.NextSingle() - 0.5f;
        }

        return buffer;
    }
}
