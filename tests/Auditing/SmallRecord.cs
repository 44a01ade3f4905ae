using System.Text;
using System.Text.Json;
using RnnMemory.Auditing;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>
/// A small run on the embedded digits, really trained and recorded in its own folder, and methods to forge it: if a forger corrects every
/// mark and checksum, reading alone cannot detect the change.
/// </summary>
internal sealed class SmallRecord : IDisposable
{
    public const int Epochs = 6;
    public const int Minibatches = 10;

    private static readonly ImageTaskSpec Images = new()
    {
        DataSet = "digits",
        Representation = Representation.Original,
        TrainingSubset = 16 * Minibatches,
        AccuracySubset = 32,
    };

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rnn-memory-audit-");

    public SmallRecord(RunSpec? spec = null) => Run = Train(spec ?? Spec);

    // Large steps, so that the best epoch is not the last.
    public static RunSpec Spec { get; } = new()
    {
        Id = "small/seed-4",
        Task = Images,
        Model = new ModelSpec { Cell = Cell.Gru, Inputs = 8, Hidden = 5, Classes = 10, Readout = Readout.LastStep },
        Optimizer = new OptimizerSpec { LearningRate = 0.1 },
        BatchSize = 16,
        Epochs = Epochs,
        Seed = 4,
        Engine = "simd",
    };

    public static EngineCatalog Engines => EngineCatalog.Known;

    public string Root => root.FullName;

    public FinishedRun Run { get; }

    public int Best => Run.Kept(KeptEpoch.Best)!.Epoch;

    public string this[string file] => Path.Combine(Run.Folder, file);

    private RunFiles Files => new(Run.Folder);

    private RunIdentity Identity => RunIdentity.Of(Run.Spec, Engines[Run.Spec.Engine], Run.Spec.Task.Open(Run.Spec.Seed));

    public AuditedRun Read(EngineCatalog? engines = null) => AuditedRun.Read(Root, Run.Spec.Id, engines ?? Engines);

    /// <summary>Audits every epoch from the seed.</summary>
    public (AuditOutcome Outcome, string Report) AuditAll(EngineCatalog? engines = null) => Audit(AuditPlan.Whole, engines);

    public (AuditOutcome Outcome, string Report) Audit(
        Func<IReadOnlyList<AuditedRun>, IReadOnlyList<Replay>> plan, EngineCatalog? engines = null, string? against = null)
    {
        StringBuilder report = new();
        AuditedRun[] runs = [Read(engines)];
        Audit audit = new(engines ?? Engines, line => report.Append(line).Append('\n')) { Against = against is null ? null : (engines ?? Engines)[against] };
        return (audit.Run(runs, plan(runs), TestContext.Current.CancellationToken), report.ToString());
    }

    /// <summary>Replaces text in a file that contains it, and corrects no checksum.</summary>
    public void Replace(string file, string old, string changed)
    {
        string content = File.ReadAllText(this[file]);
        Assert.Contains(old, content, StringComparison.Ordinal);
        File.WriteAllText(this[file], content.Replace(old, changed, StringComparison.Ordinal));
    }

    /// <summary>Changes the record of an epoch and corrects every mark of epochs.jsonl.</summary>
    public void Forge(int epoch, Func<EpochRecord, EpochRecord> change) =>
        Forge(record => record.Epoch == epoch ? change(record) : record);

    /// <summary>Changes the records of all epochs and corrects every mark of epochs.jsonl.</summary>
    public void Forge(Func<EpochRecord, EpochRecord> change)
    {
        EpochRecord[] records = [.. Run.Epochs.Select(change)];
        byte[][] lines = Write(records);
        foreach (string file in States())
        {
            Checkpoint checkpoint = Decode(file);

            // The best state is written before its epoch's line, any other after it.
            int known = checkpoint.State.Epoch - (file == Files.Best ? 1 : 0);
            File.WriteAllBytes(file, (checkpoint with { Records = Mark(lines[..known]) }).Encode(Identity));
        }

        Completion completion = Completion.Read(Files.Done)!;
        Completion.Write(Files.Done, completion with { Records = Mark(lines), FinalStateHash = records[^1].StateHash });
    }

    /// <summary>Writes another history, with its best and last state and every mark and checksum.</summary>
    public void Rewrite(EpochRecord[] records, TrainingState best, TrainingState last)
    {
        byte[][] lines = Write(records);
        File.Delete(Files.PreviousCheckpoint);
        File.WriteAllBytes(Files.Best, new Checkpoint(best, Mark(lines[..(best.Epoch - 1)])).Encode(Identity));
        File.WriteAllBytes(Files.Checkpoint, new Checkpoint(last, Mark(lines)).Encode(Identity));
        Completion completion = Completion.Read(Files.Done)!;
        Completion.Write(Files.Done, completion with { Records = Mark(lines), FinalStateHash = records[^1].StateHash });
    }

    /// <summary>Changes a stored state and corrects the file's checksum.</summary>
    public void Forge(string file, Action<TrainingState> change)
    {
        Checkpoint checkpoint = Decode(this[file]);
        change(checkpoint.State);
        File.WriteAllBytes(this[file], checkpoint.Encode(Identity));
    }

    /// <summary>Removes the optimiser's slots from the best and the last state, as records of other seeds lack them.</summary>
    public void RemoveSlots()
    {
        File.Delete(Files.PreviousCheckpoint);
        foreach (string file in States())
        {
            File.WriteAllBytes(file, Decode(file).WithoutSlots().Encode(Identity));
        }
    }

    /// <summary>Changes the settings and corrects the identity of every checkpoint and of the marker.</summary>
    public void Forge(Func<RunSpec, RunSpec> change)
    {
        StoredSpec stored = StoredSpec.Read(Files.Spec)!;
        RunSpec changed = change(stored.Spec);
        foreach (string file in States())
        {
            File.WriteAllBytes(file, Decode(file).Encode(Identity with { Spec = changed }));
        }

        StoredSpec.Write(Files.Spec, stored with { Spec = changed });
        Completion.Write(Files.Done, Completion.Read(Files.Done)! with { Identity = (Identity with { Spec = changed }).Hash });
    }

    public void Dispose() => root.Delete(recursive: true);

    private byte[][] Write(EpochRecord[] records)
    {
        byte[][] lines = [.. records.Select(record => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(record, RunJson.Line), (byte)'\n'])];
        File.WriteAllBytes(Files.Epochs, [.. lines.SelectMany(line => line)]);
        return lines;
    }

    private IEnumerable<string> States() =>
        new[] { Files.PreviousCheckpoint, Files.Best, Files.Checkpoint }.Where(File.Exists).Concat(Files.StatesOnTheWay());

    private Checkpoint Decode(string file) => Checkpoint.Decode(File.ReadAllBytes(file), Identity, Run.Spec.Task.Open(0).UpdatesPerEpoch(Run.Spec.BatchSize));

    private static LogMark Mark(byte[][] lines)
    {
        byte[] content = [.. lines.SelectMany(line => line)];
        return new LogMark(content.Length, Sha256Text.Of(content));
    }

    private FinishedRun Train(RunSpec spec) => RunExecution.Execute(
        spec, spec.Task.Open(spec.Seed), Engines[spec.Engine], new RunStore(Root), progress: null, fresh: false, TestContext.Current.CancellationToken);
}
