using System.Text.Json;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>What a record says of a run, without the wall times, which differ between two trainings of one run.</summary>
public static class RecordContent
{
    /// <summary>SHA-256 over every epoch and the end of the run, as lower-case hexadecimal.</summary>
    /// <param name="epochs">The epochs in their order.</param>
    /// <param name="divergence">Where the run diverged; null if it did not.</param>
    public static string Hash(IEnumerable<EpochRecord> epochs, Divergence? divergence)
    {
        IEnumerable<string> lines = epochs.Select(epoch => Line(epoch with { Seconds = 0 }));
        return Sha256Text.Of(string.Join('\n', divergence is null ? lines : lines.Append(Line(divergence))));
    }

    /// <summary>Whether two records say the same of an epoch, as far as both have diagnostics of it.</summary>
    public static bool Agree(EpochRecord one, EpochRecord other) =>
        Hash([Diagnostics.Shared(one, other)], null) == Hash([Diagnostics.Shared(other, one)], null);

    /// <summary>The same of a run's end.</summary>
    public static bool Agree(Divergence? one, Divergence? other) =>
        Hash([], Diagnostics.Shared(one, other)) == Hash([], Diagnostics.Shared(other, one));

    private static string Line<T>(T value) => JsonSerializer.Serialize(value, RunJson.Line);
}
