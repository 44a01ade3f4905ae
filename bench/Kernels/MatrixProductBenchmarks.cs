using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;

namespace RnnMemory.Bench.Kernels;

/// <summary>The three products of a training step, in minibatches of 16.</summary>
public unsafe class MatrixProductBenchmarks
{
    private const int Batch = 16;

    // Rows (t, b) of a chunk.
    private const int ChunkRows = 128;

    private AlignedBuffer<float> states = null!;
    private AlignedBuffer<float> packed = null!;
    private AlignedBuffer<float> gates = null!;
    private AlignedBuffer<float> gradients = null!;

    /// <summary>H, the number of hidden units.</summary>
    [Params(16, 128)]
    public int Hidden { get; set; }

    /// <summary>Values in a vector.</summary>
    [Params(16, 8)]
    public int Lanes { get; set; }

    // An odd number of cache lines, as in the engine.
    private int Stride => Hidden + 16;

    /// <summary>Small random operands.</summary>
    [GlobalSetup]
    public void Setup()
    {
        states = Random(ChunkRows * Stride);
        packed = Random(Hidden * (Hidden + (2 * Lanes)));
        gates = Random(ChunkRows * Stride);
        gradients = Random(Hidden * Stride);
    }

    /// <summary>Frees them.</summary>
    [GlobalCleanup]
    public void Cleanup() => Array.ForEach([states, packed, gates, gradients], buffer => buffer.Dispose());

    /// <summary>h U of one step: [16, H] by [H, H], 2·16·H² operations; the backward pass has the same shape.</summary>
    [Benchmark]
    public void Recurrent() => Run(new Operands
    {
        A = states.Pointer,
        ARow = Stride,
        AStep = 1,
        B = packed.Pointer,
        BStep = 2 * Lanes,
        BPanel = Hidden * 2 * Lanes,
        Start = gates.Pointer,
        StartRow = Stride,
        C = gates.Pointer,
        CRow = Stride,
        Rows = Batch,
        Vectors = Hidden / Lanes,
        Length = Hidden,
    });

    /// <summary>The recurrent kernel's gradient over a chunk: [H, 128] by [128, H], 2·128·H² operations.</summary>
    [Benchmark]
    public void WeightGradient() => Run(new Operands
    {
        A = states.Pointer + ((ChunkRows - 1) * Stride),
        ARow = 1,
        AStep = -Stride,
        B = gates.Pointer + ((ChunkRows - 1) * Stride),
        BStep = -Stride,
        BPanel = 2 * Lanes,
        Start = gradients.Pointer,
        StartRow = Stride,
        C = gradients.Pointer,
        CRow = Stride,
        Rows = Hidden,
        Vectors = Hidden / Lanes,
        Length = ChunkRows,
    });

    // Values so small that sums stay finite however often a benchmark adds to them.
    private static AlignedBuffer<float> Random(int length)
    {
        var random = new System.Random(0);
        AlignedBuffer<float> buffer = new(length);
        foreach (ref float value in buffer.Span)
        {
            value = (random.NextSingle() - 0.5f) * 1e-3f;
        }

        return buffer;
    }

    private void Run(in Operands operands)
    {
        if (Lanes == 16)
        {
            MatrixProduct<Lanes16, Vector512<float>>.Run(in operands);
        }
        else
        {
            MatrixProduct<Lanes8, Vector256<float>>.Run(in operands);
        }
    }
}
