using System.Globalization;
using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// Checks a run's files against each other without training: marks and hashes of the records, the completion marker, and the checkpoints,
/// which must belong to this run and have the hashes recorded for their epochs.
/// </summary>
internal sealed class RecordCheck
{
    private readonly RunFiles files;
    private readonly RunIdentity identity;
    private readonly ITask task;
    private readonly int updatesPerEpoch;
    private readonly List<string> findings = [];
    private readonly List<StoredState> states = [];
    private readonly List<string> unmarked = [];

    public RecordCheck(RunFiles files, RunIdentity identity, ITask task)
    {
        (this.files, this.identity, this.task) = (files, identity, task);
        updatesPerEpoch = task.UpdatesPerEpoch(identity.Spec.BatchSize);
        Lines = new RecordLines(Epochs(), identity.Spec.Epochs);

        Read(files.PreviousCheckpoint);
        Read(files.Best);
        Read(files.Checkpoint);
        foreach (string path in files.StatesOnTheWay())
        {
            Read(path);
        }

        if (!File.Exists(files.Done) && states.LastOrDefault(state => state.File != Path.GetFileName(files.Best)) is { } reached
            && Lines.BeginsAs(reached.Records))
        {
            // An unfinished run writes everything after its last checkpoint again.
            Lines = Lines.UpTo(reached.Records);
        }

        findings.AddRange(Lines.Complaints);
        CheckCompletion();
        foreach (StoredState state in states)
        {
            Check(state);
        }

        CheckThatStatesAreThere();
        CheckFrozenEpochs();
        CheckCounts();
        if (unmarked.Count > 0)
        {
            findings.Add($"epochs.jsonl is not what it was when {string.Join(" and ", unmarked)} {(unmarked.Count == 1 ? "was" : "were")} written");
        }
    }

    /// <summary>The records.</summary>
    public RecordLines Lines { get; }

    /// <summary>Where a NaN or an infinity stopped the run, according to done.json.</summary>
    public Divergence? Divergence { get; private set; }

    /// <summary>The readable checkpoints of this run.</summary>
    public IReadOnlyList<StoredState> States => states;

    /// <summary>The contradictions found, one line each.</summary>
    public IReadOnlyList<string> Findings => findings;

    private byte[] Epochs()
    {
        string problem = "epochs.jsonl is missing";
        try
        {
            if (EpochFile.Read(files.Epochs) is { } lines)
            {
                return lines;
            }
        }
        catch (InvalidDataException damage)
        {
            problem = damage.Message;
        }

        findings.Add(problem);
        return [];
    }

    private void Read(string path)
    {
        string file = Path.GetFileName(path);
        try
        {
            if (BoundedFile.Read(path) is { } bytes)
            {
                Checkpoint checkpoint = Checkpoint.Decode(bytes, identity, updatesPerEpoch);
                states.Add(new StoredState(file, checkpoint.State, checkpoint.Records));
            }
        }
        catch (InvalidDataException damage)
        {
            findings.Add($"{file}: {damage.Message}");
        }
    }

    private void CheckCompletion()
    {
        try
        {
            if (Completion.Read(files.Done) is not { } completion)
            {
                return;
            }

            Divergence = completion.Divergence is { Epoch: >= 0 } end && end.Epoch < identity.Spec.Epochs ? end : null;

            // The store believes this identity. A marker without one leaves it to the checkpoints, which are compared one by one.
            if (completion.Identity is not null && StoredIdentity.Difference(files, identity) is { } other)
            {
                findings.Add($"done.json: {other}");
            }

            if (completion.Records.Bytes != Lines.Length || !Lines.BeginsAs(completion.Records))
            {
                unmarked.Add("done.json");
            }

            completion.Verify(identity.Spec, [.. Lines.ByEpoch.Values], files.Folder);
        }
        catch (InvalidDataException damage)
        {
            findings.Add(damage.Message);
        }
    }

    private void Check(StoredState state)
    {
        if (!Lines.BeginsAs(state.Records))
        {
            unmarked.Add(state.File);
        }

        if (!state.IsAtEpochsEnd || !Lines.ByEpoch.TryGetValue(state.After, out EpochRecord? record))
        {
            return;
        }

        if (state.State.HasSlots)
        {
            Compare("state", record.StateHash, state.Hash(updatesPerEpoch));
        }

        Compare("parameters", record.ParametersHash, TrainingHashes.OfParameters(state.State.Parameters));

        void Compare(string what, string recorded, string stored)
        {
            if (recorded != stored)
            {
                findings.Add($"{state.File}: the hash of its {what} is {stored}, but the record of epoch {state.After} has {recorded}");
            }
        }
    }

    private void CheckThatStatesAreThere()
    {
        bool finished = File.Exists(files.Done);
        int last = Lines.ByEpoch.Keys.LastOrDefault(-1);
        if (finished && Divergence is null)
        {
            Expect(files.Checkpoint, last);
        }

        if (finished && last >= 0 && task.SelectionMetric is { } metric)
        {
            Expect(files.Best, BestEpoch.Of(Lines.ByEpoch.Values, metric).Epoch);
        }
    }

    // An epoch that was filled in without training leaves the parameters as they were.
    private void CheckFrozenEpochs()
    {
        EpochRecord? before = null;
        foreach (EpochRecord record in Lines.ByEpoch.Values)
        {
            if (record.Frozen && record.ParametersHash != before?.ParametersHash)
            {
                findings.Add($"epoch {record.Epoch} is marked as frozen, but its parameters are not those of the epoch before");
            }

            before = record;
        }
    }

    // How many updates an epoch has, and after which of them the curve has points, follows from the settings.
    private void CheckCounts()
    {
        foreach (EpochRecord record in Lines.ByEpoch.Values)
        {
            if (!WallTime.IsPossible(record.Seconds))
            {
                findings.Add(string.Create(
                    CultureInfo.InvariantCulture, $"the record of epoch {record.Epoch} has {record.Seconds:R} seconds, which no epoch takes"));
            }

            long after = (long)updatesPerEpoch * (record.Epoch + 1);
            if (record.Updates != after)
            {
                findings.Add($"the record of epoch {record.Epoch} has {record.Updates} updates, but after it there were {after}");
            }

            if (!record.Curve.Select(point => point.Updates).SequenceEqual(CurvePoints(record.Epoch, after)))
            {
                findings.Add($"the curve of epoch {record.Epoch} does not have its points after the updates that the settings say");
            }
        }
    }

    // One by one, since forged settings may say a thousand million. The point before the first update belongs to epoch 0.
    private IEnumerable<long> CurvePoints(int epoch, long after)
    {
        for (long updates = epoch == 0 ? 0 : after - updatesPerEpoch + 1; updates <= after; updates++)
        {
            if (task.HasCurvePoint(updates))
            {
                yield return updates;
            }
        }
    }

    private void Expect(string path, int epoch)
    {
        string file = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            findings.Add($"{file} is missing");
        }
        else if (states.Find(state => state.File == file) is { } state && (!state.IsAtEpochsEnd || state.After != epoch))
        {
            string where = state.IsAtEpochsEnd ? $"is the state after epoch {state.After}" : $"is a state within epoch {state.State.Epoch}";
            findings.Add($"{file} {where}, but by the record it should be that after epoch {epoch}");
        }
    }
}
