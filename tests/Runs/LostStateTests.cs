using RnnMemory.Basics;
using RnnMemory.Checks.Damage;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>
/// A state that is missing or damaged is trained again when it is needed: to the same records, with one line that says why, and with every
/// damaged file kept.
/// </summary>
public sealed class LostStateTests : IDisposable
{
    // The first seed whose best epoch is not the last one, so that each has its own state.
    private static readonly Lazy<RunSpec> Spec = new(() =>
        Enumerable.Range(0, 50).Select(seed => TinyDigits.Spec(epochs: 8) with { Seed = seed }).First(IsBestBeforeLast));

    private readonly ToyRuns runs = new();
    private readonly string folder;

    public LostStateTests() => folder = Path.Combine(runs.Root, "tiny", "digits", "seed-0");

    public static TheoryData<string, bool> Losses() => new()
    {
        { "best.bin", true }, { "best.bin", false }, { "checkpoint.bin", true }, { "checkpoint.bin", false },
    };

    public void Dispose() => runs.Dispose();

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Lost_state_of_a_finished_run_is_trained_again_to_the_same_bits(string file, bool isMissing)
    {
        FinishedRun before = (await Measure()).Run;
        Assert.NotEqual(before.Kept(KeptEpoch.Best), before.Kept(KeptEpoch.Last));
        byte[] whole = File.ReadAllBytes(PathOf(file));
        Lose(file, isMissing);
        string damaged = isMissing ? "" : Hex(file);

        MeasuredRun again = await Measure("another");

        Assert.Equal(ToyRuns.Bits(before), ToyRuns.Bits(again.Run));
        Assert.Equal(Parameters(whole, before), Parameters(File.ReadAllBytes(PathOf(file)), before));
        Assert.StartsWith($"Run 'tiny/digits/seed-0' is finished, but {file} is not usable (", runs.Notices[0]);
        Assert.EndsWith("it is trained again.", runs.Notices[0]);
        string aside = file.Replace(".bin", ".damaged.bin", StringComparison.Ordinal);
        Assert.True(isMissing || Hex(aside) == damaged, "The damaged file is kept as it was.");
        runs.Notices.Clear();
        await Measure("a third");
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public async Task Run_with_a_lost_state_that_another_process_has_is_waited_for()
    {
        await Measure();
        Lose("best.bin", isMissing: true);
        EngineEntry engine = EngineCatalog.Known["simd"];
        ITask task = Spec.Value.Task.Open(Spec.Value.Seed);
        RunSession other = runs.Store.Open(RunIdentity.Of(Spec.Value, engine, task), engine, task.UpdatesPerEpoch(Spec.Value.BatchSize));
        await using RunScheduler scheduler = new(runs.Store, EngineCatalog.Known, workers: 1);
        Task<MeasuredRun> waiting = scheduler.Get(Spec.Value, [new ProbeMeasure("another")]);
        await scheduler.Get(Spec.Value);
        while (runs.Notices.Count == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        Assert.False(waiting.IsCompleted);
        other.Dispose();
        Assert.Equal(Spec.Value.Epochs, (await waiting).Run.Epochs.Count);
        Assert.Contains("waiting for it", runs.Notices[0], StringComparison.Ordinal);
        Assert.True(File.Exists(PathOf("best.bin")));
    }

    [Fact]
    public async Task Second_damage_does_not_overwrite_what_the_first_left()
    {
        await Measure();
        Lose("best.bin", isMissing: false);
        string first = Hex("best.bin");
        await Measure("another");
        File.WriteAllBytes(PathOf("best.bin"), [1, 2, 3]);

        await Measure("a third");

        Assert.Equal((first, "010203"), (Hex("best.damaged.bin"), Hex("best.damaged-2.bin")));
    }

    [Fact]
    public async Task Lost_state_of_a_recorded_run_is_trained_into_the_store_and_the_record_stays_as_it_is()
    {
        FinishedRun before = (await Measure()).Run;
        string record = Path.Combine(runs.Root, "record"), recorded = Path.Combine(record, "tiny", "digits", "seed-0");
        new RecordedRuns(record).Add(before);
        File.WriteAllBytes(Path.Combine(recorded, "best.bin"), [1, 2, 3]);
        Directory.Delete(folder, recursive: true);
        RunStore both = new(runs.Root, runs.Notices.Add, record);
        Assert.True(both.Find(RunIdentity.Of(before.Spec, EngineCatalog.Known["simd"]))!.IsRecorded);

        MeasuredRun again = await Measure("another", both);

        Assert.Equal(ToyRuns.Bits(before), ToyRuns.Bits(again.Run));
        Assert.Equal((false, folder), (again.Run.IsRecorded, again.Run.Folder));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(recorded, "best.bin")));
        Assert.Contains($"best.bin is not usable (it is no checkpoint) in '{recorded}'", runs.Notices[0]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Best_state_lost_midway_is_trained_again_when_the_run_goes_on(bool isMissing)
    {
        FinishedRun expected = SmallRun.Train(runs.Store);
        byte[] best = File.ReadAllBytes(Path.Combine(runs.Root, SmallRun.Spec.Id, "best.bin"));
        Directory.Delete(Path.Combine(runs.Root, "damage"), recursive: true);
        string small = Path.Combine(runs.Root, SmallRun.Spec.Id);
        Dictionary<string, byte[]> unfinished = SmallRun.Unfinished(runs.Store, small);
        Directory.Delete(small, recursive: true);
        Directory.CreateDirectory(small);
        foreach ((string name, byte[] content) in unfinished)
        {
            File.WriteAllBytes(Path.Combine(small, name), content);
        }

        string path = Path.Combine(small, "best.bin");
        File.WriteAllBytes(path, isMissing ? [] : File.ReadAllBytes(path)[..^1]);
        if (isMissing)
        {
            File.Delete(path);
        }

        FinishedRun again = SmallRun.Train(runs.Store);

        Assert.Equal(ToyRuns.Bits(expected), ToyRuns.Bits(again));
        TrainedParameters.Of(again, KeptEpoch.Best, SmallRun.Identity);
        Assert.Equal(best.Length, new FileInfo(path).Length);
        Assert.Contains(runs.Notices, line => line.Contains("best.bin is missing", StringComparison.Ordinal)
            && line.EndsWith("it starts again from its seed.", StringComparison.Ordinal));
    }

    [Fact]
    public void Export_of_a_lost_state_says_which_file_and_what_to_do()
    {
        FinishedRun run = SmallRun.Train(runs.Store);
        File.Delete(Path.Combine(run.Folder, "best.bin"));

        string error = Assert.Throws<UserError>(() => TrainedParameters.Of(run, KeptEpoch.Best, SmallRun.Identity)).Message;
        string recorded = Assert.Throws<UserError>(
            () => TrainedParameters.Of(run with { IsRecorded = true }, KeptEpoch.Best, SmallRun.Identity)).Message;

        Assert.StartsWith($"Run '{SmallRun.Spec.Id}': best.bin is not usable (it is missing). Delete '{run.Folder}'", error);
        Assert.EndsWith("train this run again with --ignore-record.", recorded);
    }

    private async Task<MeasuredRun> Measure(string measure = "probe", RunStore? store = null)
    {
        await using RunScheduler scheduler = new(store ?? new RunStore(runs.Root, runs.Notices.Add), EngineCatalog.Known, workers: 1);
        return await scheduler.Get(Spec.Value, [new ProbeMeasure(measure)]);
    }

    private static bool IsBestBeforeLast(RunSpec spec)
    {
        using ToyRuns tried = new();
        EngineEntry engine = EngineCatalog.Known[spec.Engine];
        FinishedRun run = RunExecution.Execute(spec, engine, tried.Store, progress: null, fresh: false, TestContext.Current.CancellationToken);
        return run.Kept(KeptEpoch.Best)!.ParametersHash != run.Last.ParametersHash;
    }

    private void Lose(string file, bool isMissing)
    {
        byte[] content = File.ReadAllBytes(PathOf(file));
        File.Delete(PathOf(file));
        if (!isMissing)
        {
            File.WriteAllBytes(PathOf(file), content[..(content.Length / 2)]);
        }
    }

    private static float[] Parameters(byte[] checkpoint, FinishedRun run) => Checkpoint.Decode(
        checkpoint, RunIdentity.Of(run.Spec, EngineCatalog.Known["simd"]), (int)run.Epochs[0].Updates).State.Parameters;

    private string PathOf(string file) => Path.Combine(folder, file);

    private string Hex(string file) => Convert.ToHexString(File.ReadAllBytes(PathOf(file)));
}
