using RnnMemory.Engines.Simd;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Torch;
using Xunit;

namespace RnnMemory.Tests.Bench;

/// <summary>Runs in a separate process while no other test runs, so that little else uses the machine during timing.</summary>
[CollectionDefinition(nameof(GuardTests), DisableParallelization = true)]
[Collection(nameof(GuardTests))]
public sealed class GuardTests
{
    [Fact]
    public void Kernels_are_as_fast_beside_TorchSharp_and_the_processors_peak_as_they_were()
    {
        Libtorch.Require();
        Assert.SkipWhen(SimdEngine.Lanes < 8, "no vectors of 256 bits with fused multiply-add: nothing to hold the speed against");
        CliResult result = BenchProgram.Run("--guard");

        Assert.True(result.ExitCode == 0, result.Errors);
    }
}
