using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// How far the replay of a whole run has come: the state after its last equal epoch, and which program and machine trained which epochs.
/// It is kept after each epoch, so that a replay of hours can be done in several sessions.
/// </summary>
internal sealed class ReplayProgress
{
    // Every state that is kept for the record allows a replay to start there.
    private const int OfQuickEvery = 64, OfOthersEvery = 32;

    private readonly AuditedRun run;
    private readonly string folder;
    private readonly List<AuditLogLine> lines = [];

    /// <summary>Reads the progress; if it is damaged, or the record has changed since, the run is replayed from its seed again.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder of this run's progress.</param>
    /// <param name="say">Gets a line if there is progress that cannot be used.</param>
    public ReplayProgress(AuditedRun run, string folder, Action<string> say)
    {
        (this.run, this.folder) = (run, folder);
        try
        {
            From = Load();
        }
        catch (InvalidDataException damage)
        {
            string[] aside = [.. new[] { StateFile, LinesFile }.Select(DamagedFile.KeepAside).OfType<string>()];
            say($"{run.Name}  the progress in '{folder}' cannot be used ({damage.Message}); it is kept as {string.Join(", ", aside)}, and the run is replayed from its seed");
        }
    }

    /// <summary>Where the replay continues; null for the seed.</summary>
    public StoredState? From { get; }

    /// <summary>What was replayed, as lines for the log.</summary>
    public IReadOnlyList<AuditLogLine> Replayed => lines;

    private string StateFile => Path.Combine(folder, "reached.bin");

    private string LinesFile => Path.Combine(folder, "replayed.md");

    /// <summary>The largest number of epochs between two states that a run's record keeps.</summary>
    public static int Stretch(RunSpec spec) => spec.Task.HasQuickEpochs(spec.BatchSize) ? OfQuickEvery : OfOthersEvery;

    /// <summary>Keeps the state after an equal epoch.</summary>
    public void Keep(int epoch, TrainingState state, DateTimeOffset now)
    {
        AuditLogLine line = AuditLogLine.Of(run, epoch, now);
        if (lines is [.., var before] && before.IsContinuedBy(line))
        {
            lines[^1] = before with { Last = line.Last };
        }
        else
        {
            lines.Add(line);
        }

        DurableFolder.Create(folder);
        TextFile.Write(LinesFile, string.Concat(lines.Select(each => $"{each}\n")));
        if (state.Epoch == epoch)
        {
            // The run diverged within this epoch, so there is no state after it.
            return;
        }

        byte[] bytes = new Checkpoint(state, run.MarkAfter(epoch)).Encode(run.Identity);
        if (IsKept(run, epoch))
        {
            DurableFolder.Create(new RunFiles(folder).States);
            AtomicFile.Write(StatePath(epoch), bytes);
        }

        AtomicFile.Write(StateFile, bytes);
    }

    /// <summary>Whether the record has every state that a replay keeps for it.</summary>
    public static bool IsInRecord(AuditedRun run) => KeptEpochs(run).All(epoch => File.Exists(new RunFiles(run.Folder).StateAfter(epoch)));

    /// <summary>Adds the kept states to the record.</summary>
    /// <exception cref="IOException">A state cannot be read or written.</exception>
    public void CopyStatesToRecord()
    {
        RunFiles files = new(run.Folder);
        foreach (int epoch in KeptEpochs(run))
        {
            DurableFolder.Create(files.States);
            AtomicFile.Write(files.StateAfter(epoch), BoundedFile.Read(StatePath(epoch)) ?? throw new FileNotFoundException(
                $"'{StatePath(epoch)}' is missing. Remove '{folder}', so that the run is replayed from its seed."));
        }
    }

    /// <summary>Removes the progress.</summary>
    public void Forget() => Directory.Delete(folder, recursive: true);

    private static IEnumerable<int> KeptEpochs(AuditedRun run) => run.Epochs.Keys.Where(epoch => IsKept(run, epoch));

    private static bool IsKept(AuditedRun run, int epoch) => (epoch + 1) % Stretch(run.Spec) == 0 && epoch < run.Repeatable.Last();

    // A state without the lines that say how it was reached proves nothing.
    private static bool ReachesFromTheSeed(IEnumerable<AuditLogLine> lines, int last)
    {
        int next = 0;
        foreach (AuditLogLine line in lines.OrderBy(line => line.First))
        {
            if (line.First != next)
            {
                return false;
            }

            next = line.Last + 1;
        }

        return next == last + 1;
    }

    private string StatePath(int epoch) => new RunFiles(folder).StateAfter(epoch);

    // Null if there is none.
    private StoredState? Load()
    {
        if (BoundedFile.Read(StateFile) is not { } bytes)
        {
            return null;
        }

        int updatesPerEpoch = run.Task.UpdatesPerEpoch(run.Spec.BatchSize);
        Checkpoint checkpoint = Checkpoint.Decode(bytes, run.Identity, updatesPerEpoch);
        StoredState state = new("the replay's last session", checkpoint.State, checkpoint.Records);
        EpochRecord? record = run.Epochs.GetValueOrDefault(state.After);
        if (!state.IsAtEpochsEnd || record?.StateHash != state.Hash(updatesPerEpoch))
        {
            throw new InvalidDataException("its state is not the record's");
        }

        lines.AddRange(LinesUpTo(state.After));
        return state;
    }

    private AuditLogLine[] LinesUpTo(int last)
    {
        AuditLogLine?[] stored = File.Exists(LinesFile) ? [.. File.ReadLines(LinesFile).Select(AuditLogLine.TryParse)] : [];
        string content = run.ContentHash;
        if (!stored.All(line => line?.Content == content))
        {
            throw new InvalidDataException("its lines are damaged, or the record has changed since");
        }

        AuditLogLine[] passed =
        [
            .. from line in stored.OfType<AuditLogLine>()
               where line.First <= last
               select line with { Last = Math.Min(line.Last, last) },
        ];
        return ReachesFromTheSeed(passed, last) ? passed : throw new InvalidDataException("its lines do not lead from the seed to its state");
    }
}
