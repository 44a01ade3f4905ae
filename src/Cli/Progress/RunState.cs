using RnnMemory.Cluster;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Progress;

/// <summary>The progress of a planned run.</summary>
internal enum RunStateKind
{
    Done,
    Diverged,
    Running,
    PartlyDone,
    NotStarted,
    WithoutData,
    Unreadable,
}

/// <summary>One line of `rnn-memory status`.</summary>
/// <param name="Kind">Its progress.</param>
/// <param name="Fraction">Share of its updates that are done, 0 to 1.</param>
/// <param name="Run">Its id.</param>
/// <param name="State">How far it is, in words.</param>
/// <param name="Epochs">Done and planned, e.g. "3/60".</param>
/// <param name="Updates">Done and planned; empty if the data are missing.</param>
/// <param name="Accuracy">The last epoch's training accuracy; null before the first epoch's end.</param>
internal sealed record RunState(
    RunStateKind Kind, double Fraction, string Run, string State, string Epochs, string Updates, double? Accuracy)
{
    /// <summary>The process that trains it, in words; null if none does.</summary>
    public string? Owner { get; private init; }

    /// <summary>The task of a job array that trains it, as Slurm knows it; null if there is none.</summary>
    public SlurmTask? Task { get; init; }

    /// <summary>Whether the run, or what of it is done, is part of the repository and was not trained into this store.</summary>
    public bool IsRecorded { get; private init; }

    /// <summary>Whether nothing is left to train.</summary>
    public bool IsOver => Kind is RunStateKind.Done or RunStateKind.Diverged;

    /// <summary>The state of a run that is done and was read from the repository's record.</summary>
    public const string Recorded = "recorded";

    public static string Name(RunStateKind kind, bool isRecorded = false)
    {
        string name = kind switch
        {
            RunStateKind.Done => "done",
            RunStateKind.Diverged => "diverged",
            RunStateKind.Running => "running",
            RunStateKind.PartlyDone => "partly done",
            RunStateKind.WithoutData => "without data",
            RunStateKind.Unreadable => "unreadable",
            _ => "not started",
        };
        return !isRecorded ? name : $"{name} (from {(kind == RunStateKind.PartlyDone ? "expected/unfinished" : "the record")})";
    }

    /// <summary>Looks a run up in the store; only a run with the same settings, data and arithmetic counts.</summary>
    /// <exception cref="Basics.UserError">The run's files or its data cannot be read.</exception>
    public static RunState Of(RunSpec spec, RunStore store)
    {
        EngineEntry engine = EngineCatalog.Known[spec.Engine];
        bool isDataAtHand = spec.Task.IsDataAtHand();
        if (!isDataAtHand && spec.Task.DataHash is null)
        {
            // Without the data its hash is unknown, so it cannot be decided whether a stored run is this one.
            return Unknown(spec, RunStateKind.WithoutData);
        }

        RunIdentity identity = RunIdentity.Of(spec, engine);
        int updatesPerEpoch = spec.Task.UpdatesOfEpoch(spec.BatchSize) ?? spec.Task.Open(spec.Seed).UpdatesPerEpoch(spec.BatchSize);
        if (store.Glance(identity) is { } run)
        {
            RunStateKind kind = run.Divergence is null ? RunStateKind.Done : RunStateKind.Diverged;
            string name = run.IsRecorded && kind == RunStateKind.Done ? Recorded : Name(kind);
            (int, int) end = (run.Epochs, run.Divergence?.Update ?? 0);
            return Of(kind, name, spec, updatesPerEpoch, end, run.Last) with { IsRecorded = run.IsRecorded };
        }

        if (!isDataAtHand)
        {
            return Unknown(spec, RunStateKind.WithoutData);
        }

        RunSummary summary = store.Look(spec.Id);
        RunPosition? reached = store.Reached(identity, updatesPerEpoch);
        RunStateKind unfinished = summary.Owner is not null ? RunStateKind.Running
            : reached is not null ? RunStateKind.PartlyDone
            : RunStateKind.NotStarted;
        (int, int) position = (reached?.Epoch ?? 0, reached?.Update ?? 0);
        return Of(unfinished, Name(unfinished), spec, updatesPerEpoch, position, reached?.Last) with
        {
            Owner = summary.Owner,
            IsRecorded = reached is { IsRecorded: true },
        };
    }

    /// <summary>A run whose progress cannot be determined.</summary>
    public static RunState Unknown(RunSpec spec, RunStateKind why) => new(why, 0, spec.Id, Name(why), $"?/{spec.Epochs}", "", null);

    private static RunState Of(
        RunStateKind kind, string state, RunSpec spec, int updatesPerEpoch, (int Epoch, int Update) reached, EpochRecord? last)
    {
        long updates = ((long)reached.Epoch * updatesPerEpoch) + reached.Update;
        long planned = (long)spec.Epochs * updatesPerEpoch;
        return new RunState(
            kind, (double)updates / planned, spec.Id, state, $"{reached.Epoch}/{spec.Epochs}", $"{updates}/{planned}", last?.Accuracy);
    }
}
