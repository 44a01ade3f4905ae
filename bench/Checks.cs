using System.Globalization;
using RnnMemory.Engines;
using static TorchSharp.torch;

namespace RnnMemory.Bench;

/// <summary>Correctness comes before speed.</summary>
internal static class Checks
{
    private const int Updates = 8;
    private const double Tolerance = 1e-4;

    /// <summary>Both engines train from the same parameters on the same minibatches and see the same losses.</summary>
    /// <exception cref="CheckFailedException">They do not.</exception>
    public static void EnginesAgree(BenchCase problem, EngineEntry fast, EngineEntry reference)
    {
        using IEngine first = problem.Open(fast);
        using IEngine second = problem.Open(reference);
        for (int update = 0; update < Updates; update++)
        {
            Minibatch minibatch = problem.Minibatches[update % problem.Minibatches.Count];
            Compare(problem, update, (fast.Name, first.Train(minibatch).LossSum), (reference.Name, second.Train(minibatch).LossSum));
        }
    }

    /// <summary>libtorch's modules see in binary32 the losses they see in binary64.</summary>
    /// <exception cref="CheckFailedException">They do not.</exception>
    public static void ModulesAreRight(BenchCase problem)
    {
        using LibtorchModel single = new(problem, ScalarType.Float32);
        using LibtorchModel twice = new(problem, ScalarType.Float64);
        for (int update = 0; update < Updates; update++)
        {
            int minibatch = update % problem.Minibatches.Count;
            Compare(problem, update, ("libtorch in binary32", single.Train(minibatch).Loss), ("libtorch in binary64", twice.Train(minibatch).Loss));
        }
    }

    private static void Compare(BenchCase problem, int update, (string Name, double Loss) a, (string Name, double Loss) b)
    {
        if (!(Math.Abs(a.Loss - b.Loss) <= Tolerance * b.Loss))
        {
            throw new CheckFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{problem.Name}, update {update}: loss {a.Loss:g6} by {a.Name}, {b.Loss:g6} by {b.Name}."));
        }
    }
}
