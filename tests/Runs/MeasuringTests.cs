using System.Collections.Concurrent;
using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Measures of finished runs are computed once by the scheduler, stored beside the run, and rejected if damaged.</summary>
public sealed class MeasuringTests : IDisposable
{
    private static readonly EngineCatalog Engines = EngineCatalog.Known;

    private readonly ToyRuns runs = new();

    private string Measures => Path.Combine(runs.Root, "tiny", "digits", "seed-0", "measures.json");

    public void Dispose() => runs.Dispose();

    [Fact]
    public async Task Values_are_computed_once_and_read_by_every_later_scheduler()
    {
        ProbeMeasure first = new(), second = new();
        ProbeOfData firstOfData = new(), secondOfData = new();

        MeasuredRun computed = await Get([first, firstOfData]);
        MeasuredRun read = await Get([second, secondOfData]);

        int states = computed.Run.Kept(KeptEpoch.Last) == computed.Run.Kept(KeptEpoch.Best) ? 1 : 2;
        Assert.Equal((states, 1), (first.Computed, firstOfData.Computed));
        Assert.Equal((0, 0), (second.Computed, secondOfData.Computed));
        Assert.Equal("tiny/digits/seed-0", read.Of(second, KeptEpoch.Last)!.Run);
        foreach (KeptEpoch epoch in Enum.GetValues<KeptEpoch>())
        {
            Assert.Equal(computed.Of(first, epoch), read.Of(second, epoch));
        }

        Assert.Equal("8 steps", read.Of(secondOfData));
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public async Task Measures_asked_for_later_are_added_to_the_same_file()
    {
        await Get([new ProbeMeasure("one")]);
        ProbeMeasure one = new("one"), two = new("two");

        await Get([one, two]);

        Assert.Equal((0, true), (one.Computed, two.Computed > 0));
        Assert.Contains("\"one\"", File.ReadAllText(Measures));
    }

    [Fact]
    public async Task Same_measures_asked_for_twice_at_once_are_computed_once()
    {
        ProbeMeasure measure = new();
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 2);

        MeasuredRun[] both = await Task.WhenAll(scheduler.Get(TinyIncrementRun, [measure]), scheduler.Get(TinyIncrementRun, [measure]));

        Assert.Same(both[0], both[1]);
        Assert.Equal(1, measure.Computed);
    }

    [Fact]
    public async Task Progress_counts_the_values_and_says_when_they_are_there()
    {
        Recorder progress = new();
        await using (RunScheduler scheduler = new(runs.Store, Engines, workers: 1, progress))
        {
            await scheduler.Get(TinyIncrementRun, [new ProbeMeasure(), new ProbeOfData()]);
        }

        Assert.Equal(
            [(RunStage.Trained, 0), (RunStage.Measuring, 0), (RunStage.Measuring, 1), (RunStage.Measured, 2)],
            progress.Reports.Where(report => report.Stage != RunStage.Training).Select(report => (report.Stage, report.Update)));
        Assert.Equal(2, progress.Reports.Last().UpdatesPerEpoch);
    }

    [Fact]
    public async Task Cancelled_measuring_stops_at_once_and_keeps_what_is_finished()
    {
        using SemaphoreSlim begun = new(0);
        ProbeMeasure endless = new("endless")
        {
            Before = cancellation =>
            {
                begun.Release();
                cancellation.WaitHandle.WaitOne(TimeSpan.FromMinutes(1));
                cancellation.ThrowIfCancellationRequested();
            },
        };
        ProbeOfData quick = new(), again = new();
        await using (RunScheduler scheduler = new(runs.Store, Engines, workers: 1))
        {
            Task<MeasuredRun> measuring = scheduler.Get(TinyDigits.Spec(), [quick, endless]);
            await begun.WaitAsync(TestContext.Current.CancellationToken);
            long start = Stopwatch.GetTimestamp();
            scheduler.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => measuring);
            Assert.InRange(Stopwatch.GetElapsedTime(start).TotalSeconds, 0, 20);

            // Later requests end too.
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scheduler.Get(TinyDigits.Spec(), [new ProbeMeasure("later")]));
            Assert.Equal(2, (await scheduler.Get(TinyDigits.Spec())).Epochs.Count);
        }

        await Get([again]);
        Assert.Equal((1, 0), (quick.Computed, again.Computed));
    }

    [Fact]
    public async Task Failed_measure_fails_its_task_and_leaves_the_run_finished()
    {
        ProbeMeasure failing = new() { Before = _ => throw new UserError("MNIST is not here.") };
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1);

        Task<MeasuredRun> measured = scheduler.Get(TinyDigits.Spec(), [failing]);

        Assert.Equal("MNIST is not here.", (await Assert.ThrowsAsync<UserError>(() => measured)).Message);
        Assert.Equal(2, (await scheduler.Get(TinyDigits.Spec())).Epochs.Count);
        Assert.NotNull(runs.Store.Find(RunIdentity.Of(TinyDigits.Spec(), Engines["simd"])));
    }

    [Fact]
    public async Task Run_that_fails_fails_what_was_asked_of_it()
    {
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1);
        RunSpec unknown = TinyDigits.Spec() with { Engine = "smid" };

        UserError error = await Assert.ThrowsAsync<UserError>(() => scheduler.Get(unknown, [new ProbeMeasure()]));
        Assert.StartsWith("Unknown engine", error.Message);
    }

    [Fact]
    public async Task Value_of_another_version_is_computed_again_with_a_notice()
    {
        await Get([new ProbeMeasure(version: 1)]);
        ProbeMeasure newer = new(version: 2), read = new(version: 2);

        await Get([newer]);
        string notice = Assert.Single(runs.Notices);
        await Get([read]);

        Assert.Equal("Run 'tiny/digits/seed-0': 'probe' was measured by version 1, not 2; it does not count.", notice);
        Assert.Equal((true, 0), (newer.Computed > 0, read.Computed));
    }

    [Theory]
    [InlineData("8 steps", "9 steps")]
    [InlineData("\"format\": 1", "\"format\": 2")]
    [InlineData("\"run\"", "\"rum\"")]
    [InlineData("{\n", "")]
    public async Task Damaged_file_is_not_believed_and_is_measured_again(string old, string damaged)
    {
        await Get([new ProbeOfData()]);
        string content = File.ReadAllText(Measures);
        Assert.Contains(old, content);
        File.WriteAllText(Measures, content.Replace(old, damaged, StringComparison.Ordinal));
        ProbeOfData again = new();

        MeasuredRun measured = await Get([again]);

        Assert.Equal((1, "8 steps"), (again.Computed, measured.Of(again)));
        Assert.Contains("is not usable (it", Assert.Single(runs.Notices.Distinct()), StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(Measures));
    }

    [Fact]
    public async Task Value_of_another_form_under_a_right_checksum_is_measured_again()
    {
        FinishedRun run = (await Get([])).Run;
        RunMeasures kept = runs.Store.MeasuresOf(run, TinyDigits.Task.DataHash!);
        kept.Keep([new StoredMeasure("steps", 1, TinyDigits.Task.DataHash!, System.Text.Json.JsonSerializer.SerializeToElement(7))]);
        ProbeOfData again = new();

        Assert.Equal("8 steps", (await Get([again])).Of(again));
        Assert.Contains("is not of the form", Assert.Single(runs.Notices));
    }

    [Fact]
    public async Task Measures_of_another_history_do_not_count()
    {
        await Get([new ProbeOfData()]);
        string foreign = File.ReadAllText(Measures);
        Directory.Delete(Path.GetDirectoryName(Measures)!, recursive: true);
        await Get([], TinyDigits.Spec(epochs: 3));
        File.WriteAllText(Measures, foreign);
        ProbeOfData again = new();

        await Get([again], TinyDigits.Spec(epochs: 3));

        Assert.Equal(1, again.Computed);
        Assert.Contains("measured of another run", Assert.Single(runs.Notices));
    }

    [Fact]
    public async Task Training_afresh_forgets_what_was_measured()
    {
        await Get([new ProbeMeasure()]);
        ProbeMeasure again = new();

        await Get([again], fresh: true);

        Assert.NotEqual(0, again.Computed);
    }

    [Fact]
    public async Task Run_moved_aside_takes_its_measures_along()
    {
        await Get([new ProbeMeasure()]);
        await Get([new ProbeMeasure()], TinyDigits.Spec(epochs: 3));
        ProbeMeasure back = new();

        await Get([back]);

        Assert.Equal(0, back.Computed);
    }

    [Fact]
    public async Task Folder_with_measures_and_nothing_else_is_no_run()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Measures)!);
        File.WriteAllText(Measures, "left by a process that measured a run which another one forgot");
        ProbeMeasure measure = new();

        MeasuredRun run = await Get([measure]);

        Assert.Equal((2, true), (run.Run.Epochs.Count, measure.Computed > 0));
        Assert.DoesNotContain(runs.Notices, line => line.Contains("superseded", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_writers_lose_none_of_each_others_values()
    {
        FinishedRun run = (await Get([])).Run;
        string hash = TinyDigits.Task.DataHash!;

        Parallel.For(0, 4, writer =>
        {
            RunMeasures kept = runs.Store.MeasuresOf(run, hash);
            for (int i = 0; i < 10; i++)
            {
                kept.Keep(new ProbeOfData($"{writer}-{i}"), hash, "value");
            }
        });

        Assert.Equal(40, runs.Store.MeasuresOf(run, hash).Stored.Count);
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public async Task Measures_of_a_recorded_run_are_kept_in_the_store_until_they_are_recorded()
    {
        using ToyRuns elsewhere = new(), clone = new();
        RecordedRuns recorded = new(elsewhere.Root);
        recorded.Add((await Get([])).Run);
        Directory.Delete(Path.Combine(runs.Root, "tiny"), recursive: true);
        string[] record = Files(elsewhere.Root);
        RunStore store = new(runs.Root, runs.Notices.Add, elsewhere.Root);
        ProbeMeasure first = new(), again = new(), fromRecord = new();

        FinishedRun run = (await Get([first], store: store)).Run;
        await Get([again], store: store);

        Assert.StartsWith(elsewhere.Root, run.Folder);
        Assert.Equal((true, 0), (first.Computed > 0, again.Computed));
        Assert.Equal(record, Files(elsewhere.Root));

        Assert.Equal(first.Computed, recorded.AddMeasures(store, run, TinyDigits.Task.DataHash!));
        Assert.Equal(0, recorded.AddMeasures(store, run, TinyDigits.Task.DataHash!));
        Assert.Equal([.. record, "measures.json"], Files(elsewhere.Root).OrderBy(name => name == "measures.json"));
        await Get([fromRecord], store: new RunStore(clone.Root, clone.Notices.Add, elsewhere.Root));
        Assert.Equal(0, fromRecord.Computed);
    }

    [Fact]
    public async Task Newer_version_of_a_recorded_measure_is_computed_once_and_takes_its_place_in_the_record()
    {
        using ToyRuns elsewhere = new();
        RecordedRuns recorded = new(elsewhere.Root);
        recorded.Add((await Get([new ProbeMeasure(version: 1)])).Run);
        Directory.Delete(Path.Combine(runs.Root, "tiny"), recursive: true);
        RunStore store = new(runs.Root, runs.Notices.Add, elsewhere.Root);
        ProbeMeasure first = new(version: 2), again = new(version: 2);

        FinishedRun run = (await Get([first], store: store)).Run;
        await Get([again], store: store);

        Assert.Equal((true, 0), (first.Computed > 0, again.Computed));
        Assert.Equal(first.Computed, recorded.AddMeasures(store, run, TinyDigits.Task.DataHash!));
        Assert.Equal(0, recorded.AddMeasures(store, run, TinyDigits.Task.DataHash!));
    }

    [Fact]
    public async Task Value_of_another_form_does_not_hide_the_one_in_the_next_file()
    {
        FinishedRun run = (await Get([])).Run;
        string hash = TinyDigits.Task.DataHash!;
        string[] files = [Path.Combine(runs.Root, "first.json"), Path.Combine(runs.Root, "second.json")];
        runs.Store.MeasuresOf(run, hash, files[..1]).Keep([new StoredMeasure("steps", 1, hash, System.Text.Json.JsonSerializer.SerializeToElement(7))]);
        runs.Store.MeasuresOf(run, hash, files[1..]).Keep(new ProbeOfData(), hash, "8 steps");

        Assert.Empty(runs.Store.MeasuresOf(run, hash, files).Missing([new ProbeOfData()]));
    }

    [Fact]
    public async Task Recording_a_run_takes_its_measures_along()
    {
        using ToyRuns elsewhere = new();
        ProbeMeasure measure = new();
        MeasuredRun run = await Get([measure]);
        new RecordedRuns(elsewhere.Root).Add(run.Run);

        RunIdentity identity = RunIdentity.Of(TinyDigits.Spec(), Engines["simd"]);

        Assert.Equal(run.Of(measure, KeptEpoch.Last), elsewhere.Store.Find(identity, [measure])!.Of(measure, KeptEpoch.Last));
        Assert.Null(elsewhere.Store.Find(identity, [measure, new ProbeOfData()]));
        Assert.Null(elsewhere.Store.Find(identity with { DataHash = "other" }, [measure]));
    }

    private static RunSpec TinyIncrementRun { get; } = TinyIncrement.All[0];

    private async Task<MeasuredRun> Get(Measure[] measures, RunSpec? spec = null, bool fresh = false, RunStore? store = null)
    {
        await using RunScheduler scheduler = new(store ?? runs.Store, Engines, workers: 2, fresh: fresh);
        return await scheduler.Get(spec ?? TinyDigits.Spec(), measures);
    }

    private static string[] Files(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private sealed class Recorder : IProgress<RunProgress>
    {
        public ConcurrentQueue<RunProgress> Reports { get; } = new();

        public void Report(RunProgress value) => Reports.Enqueue(value);
    }
}
