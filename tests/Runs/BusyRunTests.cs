using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>A run that somebody else is training: a scheduler waits for it, trains the others meanwhile, and can be stopped.</summary>
public sealed class BusyRunTests : IDisposable
{
    private readonly ToyRuns runs = new();
    private readonly RunSpec busy = TinyIncrement.Spec(Cell.Gru);
    private readonly RunSpec free = TinyIncrement.Spec(Cell.Vanilla);
    private readonly EngineEntry engine = EngineCatalog.Known["simd"];

    public void Dispose() => runs.Dispose();

    [Fact]
    public async Task Free_runs_are_trained_first_and_the_busy_one_as_soon_as_it_is_released()
    {
        RunSession other = Hold();
        await using RunScheduler scheduler = new(runs.Store, EngineCatalog.Known, workers: 1);
        Task<FinishedRun> waiting = scheduler.Get(busy);

        FinishedRun trained = await scheduler.Get(free);

        Assert.False(waiting.IsCompleted);
        other.Dispose();
        Assert.Equal(busy.Epochs, (await waiting).Epochs.Count);
        Assert.Equal(free.Epochs, trained.Epochs.Count);
        Assert.Equal(
            $"Run '{busy.Id}' is being trained by process {Environment.ProcessId} on {Environment.MachineName}; waiting for it. Ctrl-C ends the waiting.",
            Assert.Single(runs.Notices));
    }

    [Fact]
    public async Task Waiting_ends_when_the_scheduler_is_stopped()
    {
        using RunSession other = Hold();
        await using RunScheduler scheduler = new(runs.Store, EngineCatalog.Known, workers: 1);
        Task<FinishedRun> waiting = scheduler.Get(busy);
        await scheduler.Get(free);

        scheduler.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Run_that_was_busy_is_still_trained_afresh_when_that_was_asked()
    {
        await using (RunScheduler first = new(runs.Store, EngineCatalog.Known, workers: 1))
        {
            await first.Get(busy);
        }

        Stages progress = new();
        RunSession other = Hold();
        await using RunScheduler scheduler = new(runs.Store, EngineCatalog.Known, workers: 1, progress, fresh: true);
        Task<FinishedRun> waiting = scheduler.Get(busy);
        await scheduler.Get(free);
        other.Dispose();
        await waiting;

        Assert.Contains((busy.Id, RunStage.Trained), progress.Seen);
    }

    private RunSession Hold()
    {
        ITask task = busy.Task.Open(busy.Seed);
        return runs.Store.Open(RunIdentity.Of(busy, engine, task), engine, task.UpdatesPerEpoch(busy.BatchSize));
    }

    private sealed class Stages : IProgress<RunProgress>
    {
        public List<(string Run, RunStage Stage)> Seen { get; } = [];

        public void Report(RunProgress value) => Seen.Add((value.RunId, value.Stage));
    }
}
