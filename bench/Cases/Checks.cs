using System.Globalization;
using System.Runtime.InteropServices;
using RnnMemory.Bench.Peers;
using RnnMemory.Engines;
using static TorchSharp.torch;

namespace RnnMemory.Bench.Cases;

/// <summary>Correctness comes before speed.</summary>
internal static class Checks
{
    private const int Updates = 8;
    private const double Tolerance = 1e-4;

    /// <summary>Both engines train from the same parameters on the same minibatches and see the same losses.</summary>
    /// <exception cref="CheckFailedException">They do not.</exception>
    public static void EnginesAgree(BenchCase problem, EngineEntry fast, EngineEntry reference)
    {
        using IEngine first = problem.Open(fast.Create);
        using IEngine second = problem.Open(reference.Create);
        for (int update = 0; update < Updates; update++)
        {
            Compare(problem, update, (fast.Name, first.Train(problem.Minibatch(update)).LossSum), (reference.Name, second.Train(problem.Minibatch(update)).LossSum));
        }
    }

    /// <summary>An engine's gradients on the first minibatch are the specification's, bit for bit.</summary>
    /// <returns>The gradients.</returns>
    /// <exception cref="CheckFailedException">They are not.</exception>
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

    /// <summary>Python's torch sees the losses that TorchSharp sees, from the same parameters.</summary>
    /// <exception cref="CheckFailedException">It does not.</exception>
    public static void PythonAgrees(BenchCase problem, PythonPeer python)
    {
        using LibtorchModel modules = new(problem, ScalarType.Float32);
        for (int update = 0; update < Updates; update++)
        {
            int minibatch = update % problem.Minibatches.Count;
            Compare(problem, update, ("Python's torch", python.Train(minibatch)), ("TorchSharp", modules.Train(minibatch).Loss));
        }
    }

    /// <summary>Whether two values are the same but for rounding.</summary>
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
