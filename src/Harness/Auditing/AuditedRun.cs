using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// A recorded run, finished or not, as read from its files: nothing in them is trusted, and everything that can be read is kept.
/// </summary>
public sealed class AuditedRun
{
    private readonly StoredState[] provenStates;
    private readonly RecordLines lines;

    private AuditedRun(string name, string folder, EngineEntry engine, ITask task, RunSpec spec, RecordCheck check)
    {
        (Name, Folder, Engine, Task, Spec, Epochs, Divergence) = (name, folder, engine, task, spec, check.Lines.ByEpoch, check.Divergence);
        (States, Findings) = (check.States, check.Findings);
        lines = check.Lines;
        int updatesPerEpoch = task.UpdatesPerEpoch(spec.BatchSize);
        provenStates =
        [
            .. States.Where(state => state.IsAtEpochsEnd
                && Epochs.TryGetValue(state.After, out EpochRecord? record) && state.IsOf(record, updatesPerEpoch)),
        ];
    }

    /// <summary>The run's name in reports.</summary>
    public string Name { get; }

    /// <summary>The run's folder.</summary>
    public string Folder { get; }

    /// <summary>The settings according to the record.</summary>
    public RunSpec Spec { get; }

    /// <summary>The recorded epochs.</summary>
    public IReadOnlyDictionary<int, EpochRecord> Epochs { get; }

    /// <summary>Where the run diverged according to the record; null if it did not.</summary>
    public Divergence? Divergence { get; }

    /// <summary>Contradictions between the run's files, one line each; found without training.</summary>
    public IReadOnlyList<string> Findings { get; }

    /// <summary>The engine that the record names.</summary>
    public EngineEntry Engine { get; }

    /// <summary>The finished run, if its files fit together.</summary>
    internal FinishedRun? Finished => Findings.Count == 0 && File.Exists(new RunFiles(Folder).Done)
        ? new FinishedRun(Spec, [.. Epochs.Values], Folder) { Divergence = Divergence }
        : null;

    /// <summary>The stored states whose hash the record has for their epoch.</summary>
    internal IReadOnlyList<StoredState> ProvenStates => provenStates;

    /// <summary><see cref="RecordContent.Hash"/> of what the record says.</summary>
    public string ContentHash => RecordContent.Hash(Epochs.Values, Divergence);

    internal ITask Task { get; }

    /// <summary>The files with the run's measures; each may be missing.</summary>
    internal IReadOnlyList<string> MeasuresFiles { get; private init; } = [];

    /// <summary>The mark of epochs.jsonl after an epoch's line.</summary>
    internal LogMark MarkAfter(int epoch) => lines.MarkAfter(epoch);

    internal RunIdentity Identity => RunIdentity.Of(Spec, Engine, Task);

    /// <summary>Every checkpoint that can be read.</summary>
    internal IReadOnlyList<StoredState> States { get; }

    /// <summary>The epochs that an audit can repeat: the recorded ones, and the one in which the run diverged.</summary>
    internal IEnumerable<int> Repeatable =>
        Divergence is { } end && !Epochs.ContainsKey(end.Epoch) ? Epochs.Keys.Append(end.Epoch) : Epochs.Keys;

    /// <summary>
    /// The last stored state at or before an epoch's start that has the recorded hash and its slots; null if the replay must start from
    /// the seed.
    /// </summary>
    internal StoredState? NearestBefore(int epoch) =>
        provenStates.Where(state => state.State.HasSlots && state.State.Epoch <= epoch).MaxBy(state => state.State.Epoch);

    /// <summary>Reads a run's files and checks them against each other.</summary>
    /// <param name="root">The run store's folder, or that of the recorded runs.</param>
    /// <param name="id">The run.</param>
    /// <param name="engines">The engines at hand.</param>
    /// <param name="name">Its name in reports; its id if null.</param>
    /// <param name="measuresBeside">A file with further measures of the run, which may be missing; null for none.</param>
    /// <exception cref="UserError">
    /// The run cannot be repeated here: its settings are unreadable, its arithmetic is another, or its data is different or missing.
    /// </exception>
    public static AuditedRun Read(string root, string id, EngineCatalog engines, string? name = null, string? measuresBeside = null) =>
        StoreErrors.ExplainReading(RunId.Folder(root, id), () =>
    {
        RunFiles files = new(RunId.Folder(root, id));
        StoredSpec stored = StoredSpec.Read(files.Spec)
            ?? throw new UserError($"Run '{id}': '{files.Spec}' is missing or holds no settings that this program can read, so nothing of the run can be repeated.");
        RunSpec spec = stored.Spec;
        EngineEntry engine = engines[spec.Engine];
        if (engine.Numerics != stored.Numerics)
        {
            throw new UserError(
                $"Run '{id}' was made with numerics '{stored.Numerics}'; '{engine.Name}' of this program has '{engine.Numerics}', which gives other bits. Audit it with a version of the program that has them, or train it again with --fresh.");
        }

        spec.Validate();
        ITask task = spec.Task.Open(spec.Seed);
        if (task.DataHash != stored.DataHash)
        {
            throw new UserError($"Run '{id}' was trained on data with the hash {stored.DataHash}; the data here has {task.DataHash}.");
        }

        return spec.Id == id
            ? new AuditedRun(name ?? id, files.Folder, engine, task, spec, new RecordCheck(files, RunIdentity.Of(spec, engine, task), task))
            {
                MeasuresFiles = measuresBeside is null ? [files.Measures] : [files.Measures, measuresBeside],
            }
            : throw new UserError($"Run '{id}': its spec.json is that of run '{spec.Id}', so nothing of the run can be repeated.");
    });
}
