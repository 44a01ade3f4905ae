using System.Text.Json;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>Compares a record with the run that it should be the record of, file by file.</summary>
internal static class RecordedDifference
{
    /// <summary>The first difference in one line; null if the record says what the run says.</summary>
    public static string? Find(FinishedRun run, RunFiles recorded)
    {
        RunFiles own = new(run.Folder);
        if (recorded.Folder == own.Folder)
        {
            return null;
        }

        try
        {
            StoredSpec stored = StoredSpec.Read(own.Spec) ?? throw new InvalidDataException("the run has no settings");
            RunIdentity identity = new(run.Spec, stored.Numerics, stored.DataHash);
            return OfSettings(recorded, identity)
                ?? OfEpochs(run, recorded)
                ?? OfState(run, own.Checkpoint, recorded.Checkpoint, recorded, identity)
                ?? OfState(run, own.Best, recorded.Best, recorded, identity)
                ?? OfMeasures(run, own, recorded, identity);
        }
        catch (InvalidDataException damage)
        {
            return damage.Message;
        }
    }

    private static string? OfSettings(RunFiles recorded, RunIdentity identity) =>
        StoredSpec.Difference(recorded.Spec, identity) ?? StoredIdentity.Difference(recorded, identity);

    private static string? OfEpochs(FinishedRun run, RunFiles recorded)
    {
        if (Completion.Read(recorded.Done) is not { } completion)
        {
            return "done.json is missing";
        }

        FinishedRun other = completion.Verify(run.Spec, EpochLog.Read(recorded.Epochs, completion.Records), recorded.Folder);
        foreach ((EpochRecord ours, EpochRecord theirs) in run.Epochs.Zip(other.Epochs))
        {
            if (!RecordContent.Agree(ours, theirs))
            {
                return $"epochs.jsonl differs in epoch {ours.Epoch}";
            }
        }

        return run.Epochs.Count == other.Epochs.Count && RecordContent.Agree(run.Divergence, other.Divergence)
            ? null
            : "done.json has another end of the run";
    }

    private static string? OfState(FinishedRun run, string own, string recorded, RunFiles files, RunIdentity identity)
    {
        string name = Path.GetFileName(recorded);
        if ((BoundedFile.Read(own), BoundedFile.Read(recorded)) is not (byte[] ours, byte[] theirs))
        {
            return File.Exists(own) == File.Exists(recorded) ? null : $"{name} is {(File.Exists(own) ? "missing" : "not the run's")}";
        }

        if (run.Epochs.Count == 0)
        {
            // A state within the first epoch proves nothing of a run that has no epoch.
            return null;
        }

        Checkpoint other = Checkpoint.Decode(theirs, identity, run.UpdatesPerEpoch);
        byte[] lines = EpochFile.Read(files.Epochs) ?? [];
        bool marked = other.Records.Bytes >= 0 && other.Records.Bytes <= lines.Length
            && Sha256Text.Of(lines.AsSpan(..(int)other.Records.Bytes)) == other.Records.Sha256;
        Checkpoint mine = Checkpoint.Decode(ours, identity, run.UpdatesPerEpoch);
        return !marked ? $"{name} was not written with these epochs.jsonl"
            : Bytes(other.State.HasSlots ? mine : mine.WithoutSlots()).AsSpan().SequenceEqual(Bytes(other)) ? null
            : $"{name} is another state";

        // Wall times are in the state and, through its mark, in the lines; so are the curve's diagnostics, which older records lack.
        byte[] Bytes(Checkpoint checkpoint)
        {
            checkpoint.State.Seconds = 0;
            IReadOnlyList<CurvePoint> bare = Diagnostics.Shared([.. checkpoint.State.Curve], []);
            checkpoint.State.Curve.Clear();
            checkpoint.State.Curve.AddRange(bare);
            return (checkpoint with { Records = LogMark.Empty }).Encode(identity);
        }
    }

    private static string? OfMeasures(FinishedRun run, RunFiles own, RunFiles recorded, RunIdentity identity)
    {
        MeasuresFile expected = MeasuresFile.Of(run, identity.DataHash);
        IReadOnlyList<StoredMeasure> ours = MeasuresFile.Read(own.Measures, expected)?.Values ?? [];
        IReadOnlyList<StoredMeasure> theirs = MeasuresFile.Read(recorded.Measures, expected)?.Values ?? [];
        return (
            from mine in ours
            join other in theirs on (mine.Measure, mine.Version, mine.Of) equals (other.Measure, other.Version, other.Of)
            where !JsonElement.DeepEquals(mine.Value, other.Value)
            select $"measures.json has another value of '{mine.Measure}'").FirstOrDefault();
    }
}
