using System.Text.Json;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>The content of a measures.json: the values of a finished run's measures, and which run and data they belong to.</summary>
internal sealed record MeasuresFile
{
    private const int KnownFormat = 1;

    public required int Format { get; init; }

    /// <summary>The run's id.</summary>
    public required string Run { get; init; }

    /// <summary>The state's hash at the run's end, which identifies the whole training; empty if the first epoch diverged.</summary>
    public required string FinalStateHash { get; init; }

    /// <summary><see cref="RunIdentity.DataHash"/>. Another test set gives other values for the same state.</summary>
    public required string DataHash { get; init; }

    /// <summary>Sorted by name and key, so that the same values give the same bytes.</summary>
    public required IReadOnlyList<StoredMeasure> Values { get; init; }

    /// <summary>SHA-256 of this record's JSON with an empty checksum.</summary>
    public string Checksum { get; init; } = "";

    /// <summary>The file of a run of which nothing has been measured yet.</summary>
    public static MeasuresFile Of(FinishedRun run, string dataHash) => new()
    {
        Format = KnownFormat,
        Run = run.Spec.Id,
        FinalStateHash = run.Epochs.Count > 0 ? run.Last.StateHash : "",
        DataHash = dataHash,
        Values = [],
    };

    /// <summary>Reads the values of that run; null if there is no file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, in another format, or of another run.</exception>
    public static MeasuresFile? Read(string path, MeasuresFile expected)
    {
        if (BoundedFile.Read(path) is not { } json)
        {
            return null;
        }

        MeasuresFile file = Parse(json);
        return file switch
        {
            _ when file.Format != KnownFormat =>
                throw new InvalidDataException($"its format is version {file.Format}, this program knows {KnownFormat}"),
            _ when file.Checksum != Sum(file) => throw new InvalidDataException("it does not have the checksum it was written with"),
            _ when (file.Run, file.FinalStateHash, file.DataHash) != (expected.Run, expected.FinalStateHash, expected.DataHash) =>
                throw new InvalidDataException("it was measured of another run or on other data"),
            _ => file,
        };
    }

    public void Write(string path)
    {
        MeasuresFile signed = this with { Checksum = Sum(this) };
        AtomicFile.Write(path, [.. JsonSerializer.SerializeToUtf8Bytes(signed, RunJson.Indented), (byte)'\n']);
    }

    /// <summary>The file with these values added; those of the same measure and key are replaced.</summary>
    public MeasuresFile With(IEnumerable<StoredMeasure> added)
    {
        StoredMeasure[] news = [.. added];
        return this with
        {
            Values =
            [
                .. Values.Where(old => !news.Any(value => (value.Measure, value.Of) == (old.Measure, old.Of))).Concat(news)
                    .OrderBy(value => value.Measure, StringComparer.Ordinal).ThenBy(value => value.Of, StringComparer.Ordinal),
            ],
        };
    }

    private static MeasuresFile Parse(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize<MeasuresFile>(json, RunJson.Indented) ?? throw new InvalidDataException("it is empty");
        }
        catch (Exception error) when (RunJson.IsMalformed(error))
        {
            throw new InvalidDataException("it is malformed", error);
        }
    }

    private static string Sum(MeasuresFile file) =>
        Sha256Text.Of(JsonSerializer.SerializeToUtf8Bytes(file with { Checksum = "" }, RunJson.Line));
}

/// <summary>One value in a measures.json.</summary>
/// <param name="Measure"><see cref="Runs.Measure.Name"/>.</param>
/// <param name="Version"><see cref="Runs.Measure.Version"/> when it was computed.</param>
/// <param name="Of">Hash of the parameters or of the data that were measured.</param>
/// <param name="Value">The value.</param>
internal sealed record StoredMeasure(string Measure, int Version, string Of, JsonElement Value);
