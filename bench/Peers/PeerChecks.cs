using RnnMemory.Bench.Cases;
using static TorchSharp.torch;

namespace RnnMemory.Bench.Peers;

/// <summary>Correctness of the peers, before they are timed.</summary>
internal static class PeerChecks
{
    /// <summary>libtorch's modules compute the same losses in binary32 and in binary64, up to rounding.</summary>
    /// <exception cref="CheckFailedException">The losses differ.</exception>
    public static void ModulesAreRight(BenchCase problem)
    {
        using LibtorchModel single = new(problem);
        using LibtorchModel twice = new(problem, ScalarType.Float64);
        for (int update = 0; update < Checks.Updates; update++)
        {
            int minibatch = update % problem.Minibatches.Count;
            (double inSingle, double inDouble) = (single.Train(minibatch).Loss, twice.Train(minibatch).Loss);
            Checks.Compare(problem, update, ("libtorch in binary32", inSingle), ("libtorch in binary64", inDouble));
        }
    }

    /// <summary>Python's torch computes the same losses as TorchSharp, from the same parameters.</summary>
    /// <exception cref="CheckFailedException">The losses differ.</exception>
    public static void PythonAgrees(BenchCase problem, PythonPeer python)
    {
        using LibtorchModel modules = new(problem);
        for (int update = 0; update < Checks.Updates; update++)
        {
            int minibatch = update % problem.Minibatches.Count;
            (double inPython, double here) = (python.Train(minibatch), modules.Train(minibatch).Loss);
            Checks.Compare(problem, update, ("Python's torch", inPython), (LibtorchModel.Name, here));
        }
    }

    /// <summary>Whether the modules give the same losses with and without keeping the values for a backward pass.</summary>
    public static bool IsRightWithoutGradients(BenchCase problem, LibtorchModel modules) =>
        Enumerable.Range(0, problem.Minibatches.Count).All(i =>
            Checks.Near(modules.Evaluate(i, gradients: false).Loss, modules.Evaluate(i, gradients: true).Loss));
}
