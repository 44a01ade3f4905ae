using RnnMemory.Bench.Cases;
using static TorchSharp.torch;

namespace RnnMemory.Bench.Peers;

/// <summary>Correctness of the peers, before they are timed.</summary>
internal static class PeerChecks
{
    /// <summary>libtorch's modules see in binary32 the losses they see in binary64.</summary>
    /// <exception cref="CheckFailedException">They do not.</exception>
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

    /// <summary>Python's torch sees the losses that TorchSharp sees, from the same parameters.</summary>
    /// <exception cref="CheckFailedException">It does not.</exception>
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

    /// <summary>Whether the modules evaluate to the same losses with and without what a backward pass would need.</summary>
    public static bool IsRightWithoutGradients(BenchCase problem, LibtorchModel modules) =>
        Enumerable.Range(0, problem.Minibatches.Count).All(i =>
            Checks.Near(modules.Evaluate(i, gradients: false).Loss, modules.Evaluate(i, gradients: true).Loss));
}
