using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Training;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>A store in its own folder, its notices, and toy runs for it.</summary>
internal sealed class ToyRuns : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rnn-memory-runs-");

    public ToyRuns() => Store = new RunStore(root.FullName, Notices.Add);

    public List<string> Notices { get; } = [];

    public RunStore Store { get; }

    public string Root => root.FullName;

    public string Folder => Path.Combine(root.FullName, "toy", "seed-0");

    public static RunSpec Spec(int epochs = 3, double learningRate = 0.01, string id = "toy/seed-0") => new()
    {
        Id = id,
        Model = new ModelSpec { Cell = Cell.Tanh, Inputs = 3, Hidden = 4, Classes = 3, Readout = Readout.LastStep },
        Optimizer = new OptimizerSpec { LearningRate = learningRate },
        Task = new IncrementTaskSpec { Base = 3, Digits = 1, Order = DigitOrder.Simple },
        BatchSize = 4,
        Epochs = epochs,
        Seed = 0,
        Engine = "toy",
    };

    public FinishedRun Train(ToyTask? task = null, RunSpec? spec = null, bool fresh = false, CancellationTokenSource? stop = null) =>
        RunExecution.Execute(
            spec ?? Spec(), task ?? new ToyTask(), ToyEngine.Entry(), Store, progress: null, fresh, stop?.Token ?? TestContext.Current.CancellationToken);

    /// <summary>Starts training and cancels it before that minibatch.</summary>
    public void TrainUntil(int epoch, int update)
    {
        using CancellationTokenSource stop = new();
        ToyTask task = new()
        {
            Before = (e, u) =>
            {
                // The minibatch being filled is still trained; the one after it is not.
                if ((e * ToyTask.Updates) + u + 1 == (epoch * ToyTask.Updates) + update)
                {
                    stop.Cancel();
                }
            },
        };
        if ((epoch, update) == (0, 0))
        {
            stop.Cancel();
        }

        Assert.Throws<OperationCanceledException>(() => Train(task, stop: stop));
    }

    /// <summary>The records, without the wall times.</summary>
    public static string Bits(FinishedRun run) => string.Join('\n', run.Epochs.Select(record =>
        System.Text.Json.JsonSerializer.Serialize(record with { Seconds = 0 }, RunJson.Line)));

    public void Dispose() => root.Delete(recursive: true);
}
