using System.Diagnostics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Torch;
using TorchSharp;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>libtorch is half a gigabyte, so it must not be loaded unless it is used.</summary>
public sealed class LoadingTests
{
    [Fact]
    public void Libtorch_is_loaded_only_when_an_engine_on_it_is_created()
    {
        Libtorch.Require();
        (int exitCode, string output) = RunAlone(nameof(Alone_libtorch_comes_with_the_first_engine));
        Assert.True(exitCode == 0 && output.Contains("Total: 1", StringComparison.Ordinal), output);
    }

    /// <summary>Needs a process in which no other test has loaded libtorch; the test above starts one.</summary>
    [Fact(Explicit = true)]
    public void Alone_libtorch_comes_with_the_first_engine()
    {
        EngineEntry entry = Engines.Catalog["torch"];
        using (Network network = NetworkCases.Odd(Cell.Gru, Readout.LastStep, GateActivation.HardSigmoid))
        using (IEngine engine = network.Open(Engines.Catalog["scalar"]))
        {
            engine.Train(network.Minibatch);
            Assert.False(IsLoaded());
            network.Open(entry).Dispose();
            Assert.True(IsLoaded());
        }
    }

    [Fact]
    public void Engine_names_say_which_libtorch_it_is()
    {
        Libtorch.Require();
        Assert.StartsWith(LibTorch.Release + ".", torch.__version__, StringComparison.Ordinal);
        Assert.Equal(
            ["torch-2.10/float32", "torch-2.10/float64"],
            new[] { "torch", "torch-float64" }.Select(name => Engines.Catalog[name].Numerics));
    }

    [Fact]
    public void Libtorch_works_on_one_thread_whichever_thread_asks()
    {
        Libtorch.Require();
        int threads = 0;
        Thread other = new(() => threads = torch.get_num_threads());
        other.Start();
        other.Join();
        Assert.Equal((1, 1), (torch.get_num_threads(), threads));
    }

    [Fact]
    public void Training_leaves_no_tensors_behind()
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cell.Lstm, Readout.EveryStep, GateActivation.HardSigmoid);
        using IEngine engine = network.Open(Engines.Catalog["torch"], new OptimizerSpec { LearningRate = 1e-3, ClipNorm = 1 });
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        engine.Train(network.Minibatch);
        engine.Gradients(network.Minibatch, new float[network.Parameters.Length]);
        engine.Predict(network.Minibatch, new int[15], new float[15]);
        engine.Trace(network.Minibatch, new int[15]);
        engine.Load(network.Parameters, [network.Parameters], updates: 1);
        engine.Save(new float[network.Parameters.Length], [new float[network.Parameters.Length]]);
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    private static bool IsLoaded() =>
        Process.GetCurrentProcess().Modules.Cast<ProcessModule>().Any(module => module.ModuleName.Contains("LibTorchSharp", StringComparison.Ordinal));

    private static (int ExitCode, string Output) RunAlone(string test)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments = [typeof(LoadingTests).Assembly.Location, "-method", $"{typeof(LoadingTests).FullName}.{test}", "-explicit", "only"];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
