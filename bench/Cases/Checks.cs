using System.Globalization;
using System.Runtime.InteropServices;
using RnnMemory.Engines;

namespace RnnMemory.Bench.Cases;

/// <summary>Correctness comes before speed.</summary>
internal static class Checks
{
    /// <summary>Number of updates whose losses are compared.</summary>
    public const int Updates = 8;

    private const double Tolerance = 1e-4;

    /// <summary>Both engines train from the same parameters on the same minibatches and see the same losses.</summary>
    /// <exception cref="CheckFailedException">The losses differ.</exception>
    public static void EnginesAgree(BenchCase problem, EngineEntry fast, EngineEntry reference)
    {
        using IEngine first = problem.Open(fast.Create);
        using IEngine second = problem.Open(reference.Create);
        for (int update = 0; update < Updates; update++)
        {
            Compare(
                problem, update, (fast.Name, first.Train(problem.Minibatch(update)).LossSum),
                (reference.Name, second.Train(problem.Minibatch(update)).LossSum));
        }
    }

    /// <summary>An engine's gradients on the first minibatch are the specification's, bit for bit.</summary>
    /// <returns>The gradients.</returns>
    /// <exception cref="CheckFailedException">The gradients differ.</exception>
    public static float[] SameGradients(BenchCase problem, string name, EngineFactory fast)
    {
        (float[] ours, float[] specified) = (Gradients(problem, fast), Gradients(problem, BenchEngines.Scalar.Create));
        int same = MemoryMarshal.AsBytes<float>(ours).CommonPrefixLength(MemoryMarshal.AsBytes<float>(specified)) / sizeof(float);
        return same == ours.Length
            ? ours
            : throw new CheckFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{problem.Name}: gradient {same} is {ours[same]:g9} by {name}, {specified[same]:g9} by its specification."));
    }

    /// <summary>Whether two values are equal up to rounding.</summary>
    public static bool Near(double value, double reference) => Math.Abs(value - reference) <= Tolerance * Math.Abs(reference);

    /// <exception cref="CheckFailedException">They differ.</exception>
    public static void Compare(BenchCase problem, int update, (string Name, double Loss) a, (string Name, double Loss) b)
    {
        if (!Near(a.Loss, b.Loss))
        {
            throw new CheckFailedException(string.Create(
                CultureInfo.InvariantCulture,
                $"{problem.Name}, minibatch {update}: loss {a.Loss:g6} by {a.Name}, {b.Loss:g6} by {b.Name}."));
        }
    }

    private static float[] Gradients(BenchCase problem, EngineFactory create)
    {
        using IEngine engine = problem.Open(create);
        float[] gradients = new float[problem.Model.ParameterCount];
        engine.Gradients(problem.Minibatches[0], gradients);
        return gradients;
    }
}
