using System.Collections.Concurrent;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

public sealed class RunSchedulerTests : IDisposable
{
    private static readonly EngineCatalog Engines = EngineCatalog.Known;

    private readonly ToyRuns runs = new();

    public void Dispose() => runs.Dispose();

    [Fact]
    public async Task Number_of_workers_does_not_change_a_bit()
    {
        string[] alone = await Train(workers: 1);
        using ToyRuns other = new();

        string[] together = await Train(workers: 3, store: other.Store);

        Assert.Equal(TinyIncrement.All.Length, alone.Distinct().Count());
        Assert.Equal(alone, together);
    }

    [Fact]
    public async Task Runs_go_longest_first()
    {
        Recorder progress = new();
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1, progress);
        RunSpec[] specs = [Tiny(Cell.Vanilla, 1), Tiny(Cell.Lstm, 1), Tiny(Cell.Tanh, 9), Tiny(Cell.Gru, 1)];

        scheduler.Enqueue(specs);
        await Task.WhenAll(specs.Select(scheduler.Get));

        Assert.Equal(["tanh", "lstm", "gru", "vanilla"], progress.Reports.Select(report => report.RunId.Split('/')[2]).Distinct());
    }

    [Fact]
    public async Task Run_asked_for_twice_is_trained_once()
    {
        Recorder progress = new();
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 2, progress);

        FinishedRun[] both = await Task.WhenAll(scheduler.Get(Tiny(Cell.Gru)), scheduler.Get(Tiny(Cell.Gru)));

        Assert.Same(both[0], both[1]);
        Assert.Single(progress.Reports, report => report.Stage == RunStage.Trained);
    }

    [Fact]
    public async Task Different_runs_under_one_id_are_refused()
    {
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1);
        scheduler.Enqueue([Tiny(Cell.Gru)]);

        UserError error = Assert.Throws<UserError>(() => scheduler.Enqueue([Tiny(Cell.Gru) with { Seed = 8 }]));

        Assert.Equal("Two different runs have the id 'increment/3x3/gru/simple@4@5@0.003/seed-7'.", error.Message);
    }

    [Fact]
    public async Task Failing_run_does_not_stop_the_others()
    {
        RunSpec unfit = Tiny(Cell.Lstm) with { Model = Tiny(Cell.Lstm).Model with { Classes = 4 } };
        RunSpec unknown = Tiny(Cell.Tanh) with { Engine = "smid" };
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 1);
        scheduler.Enqueue([unfit, unknown, Tiny(Cell.Gru)]);

        Assert.Contains("the model has 4 classes, its task 3", (await Assert.ThrowsAsync<UserError>(() => scheduler.Get(unfit))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Unknown engine 'smid'. Did you mean 'simd'?", (await Assert.ThrowsAsync<UserError>(() => scheduler.Get(unknown))).Message, StringComparison.Ordinal);
        Assert.Equal(2, (await scheduler.Get(Tiny(Cell.Gru))).Epochs.Count);
    }

    [Fact]
    public async Task Cancelled_runs_are_saved_and_go_on_to_the_same_bits()
    {
        Recorder progress = new();
        string[] saved = [];
        await using (RunScheduler scheduler = new(runs.Store, Engines, workers: 2, progress))
        {
            progress.On = report =>
            {
                if (report.Epoch == 1)
                {
                    scheduler.Cancel();
                }
            };
            scheduler.Enqueue(TinyIncrement.All);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scheduler.Get(TinyIncrement.All[^1]));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scheduler.Get(ToyRuns.Spec()));
        }

        saved = Directory.GetFiles(runs.Root, "checkpoint.bin", SearchOption.AllDirectories);
        Assert.InRange(saved.Length, 1, TinyIncrement.All.Length - 1);
        Assert.Empty(Directory.GetFiles(runs.Root, "*.owner", SearchOption.AllDirectories));
        using ToyRuns whole = new();
        Assert.Equal(await Train(workers: 1, store: whole.Store), await Train(workers: 2));
        Assert.Empty(runs.Notices);
    }

    [Fact]
    public async Task Stored_runs_are_read_and_trained_afresh_only_once_in_a_process()
    {
        string[] first = await Train(workers: 2);

        Assert.Equal((first.Length, 0), await Stages(fresh: false));
        Assert.Equal((0, first.Length), await Stages(fresh: true));
        Assert.Equal((first.Length, 0), await Stages(fresh: true));
    }

    [Fact]
    public void Negative_number_of_workers_is_refused() =>
        Assert.Throws<UserError>(() => new RunScheduler(runs.Store, Engines, workers: -1));

    private static RunSpec Tiny(Cell cell, int epochs = 2) => TinyIncrement.Spec(cell, epochs: epochs);

    private async Task<string[]> Train(int workers, RunStore? store = null)
    {
        await using RunScheduler scheduler = new(store ?? runs.Store, Engines, workers);
        scheduler.Enqueue(TinyIncrement.All);
        FinishedRun[] finished = await Task.WhenAll(TinyIncrement.All.Select(scheduler.Get));
        return [.. finished.Select(ToyRuns.Bits)];
    }

    private async Task<(int Stored, int Trained)> Stages(bool fresh)
    {
        Recorder progress = new();
        await using RunScheduler scheduler = new(runs.Store, Engines, workers: 2, progress, fresh);
        await Task.WhenAll(TinyIncrement.All.Select(scheduler.Get));
        return (progress.Reports.Count(report => report.Stage == RunStage.Stored), progress.Reports.Count(report => report.Stage == RunStage.Trained));
    }

    private sealed class Recorder : IProgress<RunProgress>
    {
        public ConcurrentQueue<RunProgress> Reports { get; } = new();

        public Action<RunProgress> On { get; set; } = _ => { };

        public void Report(RunProgress value)
        {
            Reports.Enqueue(value);
            On(value);
        }
    }
}
