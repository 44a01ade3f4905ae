using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Experiments;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>
/// The committed records of MNIST in a clone without MNIST, without permission to download it, and without checkpoints.
/// </summary>
public sealed class WithoutDataTests
{
    private const string Clone = "CLONE_WITHOUT_DATA";

    private static readonly LatencyMeasure Latencies = new();
    private static readonly TestClassesMeasure Classes = new();

    private static readonly EngineCatalog Engines = EngineCatalog.Known;

    [Fact]
    public void Records_with_stored_measures_are_found_and_read()
    {
        using BareRepository repository = new();
        using TemporaryFolder empty = new();
        int count = CopyRecords(repository["expected/runs"], empty["locks"]);
        Dictionary<string, string> environment = new() { [HarnessEnvironment.Data] = empty.Path, [HarnessEnvironment.Offline] = "1", [Clone] = repository["."] };

        CliResult status = repository.Run(environment, "status", "mnist", "--profile", "paper");
        using CliProcess reading = new(
            ["-method", $"{typeof(WithoutDataTests).FullName}.{nameof(Records_are_read_here)}", "-explicit", "only"],
            environment, program: "RnnMemory.Tests.dll");
        CliResult read = reading.Result();

        int planned = new MnistExperiment().Plan(Planned.Paper).Count;
        Assert.InRange(count, planned, int.MaxValue);
        Assert.Contains($"{planned} runs: {planned} done (from the record).", status.Output + status.Errors);
        Assert.True(read.ExitCode == 0, read.Output + read.Errors);
        Assert.Contains("Total: 1,", read.Output);
    }

    // The test above runs this in a separate process, so that its current folder can be a repository without data.
    [Fact(Explicit = true)]
    public async Task Records_are_read_here()
    {
        Environment.CurrentDirectory = Environment.GetEnvironmentVariable(Clone)!;
        Assert.Null(ImageSets.TryLoad(Mnist.Name, null, out string reason));
        RunStore store = new(Path.Combine(RepositoryRoot.Find(), "artifacts", "runs"), Assert.Fail, RecordedRuns.Folder);
        await using RunScheduler scheduler = new(store, Engines, workers: 2);
        RunSpec[] specs = [.. new RecordedRuns(RecordedRuns.Folder).Ids().Select(id => store.FinishedSpec(id)!)];

        foreach (RunSpec spec in specs)
        {
            MeasuredRun measured = await scheduler.Get(spec, [Latencies, Classes]);
            KeptEpoch last = measured.Run.Kept(KeptEpoch.Last) == measured.Run.Kept(KeptEpoch.Best) ? KeptEpoch.Best : KeptEpoch.Last;
            Assert.Equal(ValueOf(spec, KeptEpoch.Best), measured.Of(Latencies, KeptEpoch.Best));
            Assert.Equal(ValueOf(spec, last), measured.Of(Latencies, KeptEpoch.Last));
            Assert.Equal(10_000, measured.Of(Classes).Count);
        }

        // A measure that is not stored cannot be computed here, and the error says so.
        UserError error = await Assert.ThrowsAsync<UserError>(() => scheduler.Get(specs[0], [new LastInkMeasure()]));
        Assert.Equal(reason, error.Message);
        Assert.False(Directory.Exists(store.Root));
    }

    // Without checkpoints, so that any reading of one fails.
    private static int CopyRecords(string to, string locks)
    {
        RecordedRuns committed = new(RecordedRuns.Folder);
        string[] images = [.. committed.Ids().Where(id => id.StartsWith(Mnist.Name, StringComparison.Ordinal) && id.EndsWith("/seed-0", StringComparison.Ordinal))];
        foreach (string id in images)
        {
            (RunFiles source, RunFiles target) = (new(RunId.Folder(RecordedRuns.Folder, id)), new(RunId.Folder(to, id)));
            Directory.CreateDirectory(target.Folder);
            File.Copy(source.Spec, target.Spec);
            File.WriteAllBytes(target.Epochs, EpochFile.Read(source.Epochs)!);
            File.Copy(source.Done, target.Done);
            StoredSpec stored = StoredSpec.Read(target.Spec)!;
            FinishedRun run = new RunStore(to, Assert.Fail).Find(new RunIdentity(stored.Spec, stored.Numerics, stored.DataHash))!;
            RunMeasures measures = new RunStore(locks, Assert.Fail).MeasuresOf(run, stored.DataHash, [target.Measures]);
            measures.Keep(Classes, stored.DataHash, new TestClasses([4_000, 6_000]));
            foreach (KeptEpoch epoch in Enum.GetValues<KeptEpoch>())
            {
                measures.Keep(Latencies, run.Kept(epoch)!.ParametersHash, ValueOf(stored.Spec, epoch));
            }
        }

        return images.Length;
    }

    private static Latency ValueOf(RunSpec spec, KeptEpoch epoch) =>
        new(spec.Id.Length / 7.0, epoch == KeptEpoch.Last ? null : 1 / 3.0, 5, 10_000);
}
