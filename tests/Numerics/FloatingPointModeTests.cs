using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Numerics;
using RnnMemory.Runs;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Runs;
using RnnMemory.Tests.Training;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>Another floating-point mode of the processor is found wherever numbers are computed. A native library really sets it.</summary>
public sealed class FloatingPointModeTests
{
    public static TheoryData<string, string> Modes() => new()
    {
        { "flush", "subnormal results are flushed to zero" },
        { "flush", "subnormal operands count as zero" },
        { "up", "results are rounded toward plus infinity" },
        { "down", "results are rounded toward minus infinity" },
        { "zero", "results are rounded toward zero" },
    };

    [Fact]
    public void Mode_of_a_new_process_is_the_one_that_results_need() => Assert.Null(FloatingPointMode.Deviation());

    [Theory]
    [MemberData(nameof(Modes))]
    public void Mode_that_a_library_sets_is_named(string mode, string found)
    {
        NativeMode.Require();

        string? deviation = NativeMode.OnThread(() =>
        {
            NativeMode.Set(mode);
            return FloatingPointMode.Deviation();
        });

        Assert.Contains(found, deviation);
        Assert.Null(FloatingPointMode.Deviation());
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void Process_that_starts_in_another_mode_trains_nothing(string mode, string found)
    {
        NativeMode.Require();
        using TemporaryFolder artifacts = new();
        Dictionary<string, string> preloaded = new() { ["LD_PRELOAD"] = NativeMode.Library, ["FLOATING_POINT_MODE"] = mode };
        using CliProcess cli = new(["run", "increment", "--set", "Increment:Epochs=1", "--artifacts", artifacts["runs-here"]], preloaded);
        CliResult result = cli.Result();

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("rnn-memory: The processor's floating-point mode changes results: ", result.Errors);
        Assert.Contains(found, result.Errors);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.False(Directory.Exists(artifacts["runs-here"]));
    }

    [Fact]
    public void Library_that_is_preloaded_without_setting_the_mode_is_no_reason_to_refuse()
    {
        NativeMode.Require();
        using CliProcess cli = new(["list"], new Dictionary<string, string> { ["LD_PRELOAD"] = NativeMode.Library });
        CliResult result = cli.Result();

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public async Task Worker_that_starts_in_another_mode_trains_nothing()
    {
        NativeMode.Require();
        using ToyRuns runs = new();

        // A thread inherits the mode of the one that starts it.
        await using RunScheduler scheduler = NativeMode.OnThread(() =>
        {
            NativeMode.Set("zero");
            return new RunScheduler(runs.Store, EngineCatalog.Known, workers: 1);
        });
        UserError error = await Assert.ThrowsAsync<UserError>(() => scheduler.Get(TinyDigits.Spec()));

        Assert.Contains("results are rounded toward zero", error.Message);
        Assert.Empty(Directory.GetFileSystemEntries(runs.Root));
    }

    [Fact]
    public void Epoch_in_which_the_mode_changed_is_neither_saved_nor_recorded()
    {
        NativeMode.Require();
        using ToyRuns runs = new(), whole = new();
        ToyTask changing = new()
        {
            Before = (epoch, update) =>
            {
                if ((epoch, update) == (1, 2))
                {
                    NativeMode.Set("up");
                }
            },
        };

        string message = NativeMode.OnThread(() => Assert.Throws<UserError>(() => runs.Train(changing)).Message);

        Assert.Contains("results are rounded toward plus infinity", message);
        Assert.Single(File.ReadAllLines(Path.Combine(runs.Folder, "epochs.jsonl")));
        Assert.Equal(ToyRuns.Bits(whole.Train()), ToyRuns.Bits(runs.Train()));
    }
}
