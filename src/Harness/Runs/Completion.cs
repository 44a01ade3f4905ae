using System.Text.Json;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>How a run ended.</summary>
public enum RunOutcome
{
    /// <summary>All epochs were trained.</summary>
    Completed,

    /// <summary>A NaN or an infinity stopped the run (assumption C5).</summary>
    Diverged,
}

/// <summary>The content of done.json, the last file a run writes.</summary>
internal sealed record Completion
{
    public required RunOutcome Status { get; init; }

    /// <summary>
    /// <see cref="RunIdentity.Hash"/> of the run; null in markers of earlier versions, which have it in their checkpoints only.
    /// </summary>
    public string? Identity { get; init; }

    public required int Epochs { get; init; }

    /// <summary>The state's hash after the last recorded epoch; empty if the first epoch diverged.</summary>
    public required string FinalStateHash { get; init; }

    public required LogMark Records { get; init; }

    public Divergence? Divergence { get; init; }

    /// <summary>SHA-256 of this record's JSON with an empty checksum.</summary>
    public string Checksum { get; init; } = "";

    public static void Write(string path, Completion completion, string? staging = null) =>
        AtomicFile.Write(path, Encode(completion), staging: staging);

    /// <summary>The file's content, with its checksum.</summary>
    public static byte[] Encode(Completion completion) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(completion with { Checksum = Sum(completion) }, RunJson.Indented), (byte)'\n'];

    /// <summary>Reads the marker; null if there is none.</summary>
    /// <exception cref="InvalidDataException">The marker is damaged.</exception>
    public static Completion? Read(string path)
    {
        if (BoundedFile.Read(path) is not { } json)
        {
            return null;
        }

        try
        {
            Completion? completion = JsonSerializer.Deserialize<Completion>(json, RunJson.Indented);
            return completion is not null && Sum(completion) == completion.Checksum
                ? completion
                : throw new InvalidDataException("done.json does not have the checksum it was written with");
        }
        catch (Exception error) when (RunJson.IsMalformed(error))
        {
            throw new InvalidDataException("done.json is damaged", error);
        }
    }

    /// <summary>The finished run that this marker and these records describe.</summary>
    /// <exception cref="InvalidDataException">Marker, records and spec do not fit together.</exception>
    public FinishedRun Verify(RunSpec spec, List<EpochRecord> records, string folder)
    {
        RequireEpochs(spec, records.Count);
        string[] metrics = [.. spec.Task.Metrics];
        if (records.Find(record => record.Curve.Select(point => point.Metrics).Prepend(record.Metrics).Any(HasOthers)) is { } other)
        {
            throw new InvalidDataException($"line {other.Epoch + 1} of epochs.jsonl has not the metrics of its task: {string.Join(", ", metrics)}");
        }

        RequireState(records.LastOrDefault());
        return new FinishedRun(spec, records, folder) { Divergence = Divergence };

        bool HasOthers(IReadOnlyDictionary<string, double> values) => values.Count != metrics.Length || !metrics.All(values.ContainsKey);
    }

    /// <summary>What a status shows of the finished run that this marker and these records describe.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="records">The number of records, whose hash is the marker's.</param>
    /// <param name="last">The last record; null if there is none.</param>
    /// <exception cref="InvalidDataException">Marker, records and spec do not fit together.</exception>
    public FinishedGlance Glance(RunSpec spec, int records, EpochRecord? last)
    {
        RequireEpochs(spec, records);
        RequireState(last);
        return new FinishedGlance(records, last, Divergence);
    }

    private void RequireEpochs(RunSpec spec, int records)
    {
        bool whole = Status == RunOutcome.Completed && Epochs == spec.Epochs && Divergence is null;
        bool diverged = Status == RunOutcome.Diverged && Epochs < spec.Epochs && Divergence?.Epoch == Epochs;
        if (!(whole || diverged) || records != Epochs)
        {
            throw new InvalidDataException($"done.json says {Status} after {Epochs} of {spec.Epochs} epochs, epochs.jsonl has {records}");
        }
    }

    private void RequireState(EpochRecord? last)
    {
        if (FinalStateHash != (last?.StateHash ?? ""))
        {
            throw new InvalidDataException("done.json and epochs.jsonl end with different states");
        }
    }

    private static string Sum(Completion completion) =>
        Sha256Text.Of(JsonSerializer.SerializeToUtf8Bytes(completion with { Checksum = "" }, RunJson.Line));
}
