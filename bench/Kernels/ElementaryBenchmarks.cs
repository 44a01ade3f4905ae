using System.Runtime.Intrinsics;
using BenchmarkDotNet.Attributes;
using RnnMemory.Numerics;

namespace RnnMemory.Bench.Kernels;

/// <summary>Activations over 16 sequences of 128 units, 512 bits at a time.</summary>
public class ElementaryBenchmarks
{
    private readonly Vector512<float>[] values = new Vector512<float>[128];

    /// <summary>Values in [-4, 4).</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new System.Random(0);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Vector512.Create([.. Enumerable.Range(0, 16).Select(_ => (8 * random.NextSingle()) - 4)]);
        }
    }

    /// <summary>tanh.</summary>
    [Benchmark]
    public Vector512<float> Tanh()
    {
        Vector512<float> sum = default;
        foreach (Vector512<float> value in values)
        {
            sum += VectorElementary<Lanes16, Vector512<float>>.Tanh(value);
        }

        return sum;
    }

    /// <summary>exp.</summary>
    [Benchmark]
    public Vector512<float> Exp()
    {
        Vector512<float> sum = default;
        foreach (Vector512<float> value in values)
        {
            sum += VectorElementary<Lanes16, Vector512<float>>.Exp(value);
        }

        return sum;
    }
}
