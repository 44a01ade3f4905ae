using System.Globalization;
using RnnMemory.Engines.Simd;
using RnnMemory.Runs;

namespace RnnMemory.Auditing;

/// <summary>A line of expected/AUDITS.md: epochs of a record that were trained again and were equal to the last bit.</summary>
/// <param name="Record">The run's id.</param>
/// <param name="First">The first epoch.</param>
/// <param name="Last">The last epoch.</param>
/// <param name="FromSeed">
/// Whether the first epoch was trained from the seed; otherwise it was trained from the state that the epoch before had reached in the
/// same replay.
/// </param>
/// <param name="Content"><see cref="AuditedRun.ContentHash"/> of the record.</param>
/// <param name="Engine">The engine.</param>
/// <param name="Lanes">Lanes of the machine's vectors.</param>
/// <param name="Processor">The processor and its vector instructions.</param>
/// <param name="Program">The program's version and the commit that it was built from.</param>
/// <param name="Day">The UTC day on which the epochs were finished, e.g. "2026-11-28".</param>
public sealed record AuditLogLine(
    string Record,
    int First,
    int Last,
    bool FromSeed,
    string Content,
    string Engine,
    int Lanes,
    string Processor,
    string Program,
    string Day)
{
    internal const string Heading = "| record | epochs | from | content | engine | lanes | processor | program | day |";

    private const string Seed = "the seed";

    /// <summary>A line about epochs that this process trains on this machine.</summary>
    internal static AuditLogLine Of(AuditedRun run, int epoch, DateTimeOffset now)
    {
        RunEnvironment here = RunEnvironment.Of(run.Engine);
        return new AuditLogLine(
            run.Spec.Id, epoch, epoch, epoch == 0, run.ContentHash, here.Engine, SimdEngine.Lanes, $"{here.Cpu.Replace('|', '/')}, {here.Instructions}",
            here.Harness, now.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
    }

    /// <summary>The line in a text; null if it is none.</summary>
    public static AuditLogLine? TryParse(string text) =>
        text.Split('|', StringSplitOptions.TrimEntries)
            is ["", var record, var epochs, var from, var content, var engine, var lanes, var processor, var program, var day, ""]
        && epochs.Split(" to ") is [var first, var last]
        && Number(first) is { } one && Number(last) is { } other && Number(lanes) is { } width && one <= other
        && (from == Seed ? one == 0 : from == Before(one))
            ? new AuditLogLine(record, one, other, from == Seed, content, engine, width, processor, program, day)
            : null;

    /// <summary>The line as Markdown.</summary>
    public override string ToString()
    {
        string from = FromSeed ? Seed : Before(First);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {Record} | {First} to {Last} | {from} | {Content} | {Engine} | {Lanes} | {Processor} | {Program} | {Day} |");
    }

    /// <summary>Whether the other line says the same of the epochs that follow.</summary>
    internal bool IsContinuedBy(AuditLogLine next) =>
        next.First == Last + 1 && next with { First = First, Last = Last, FromSeed = FromSeed } == this;

    private static string Before(int first) => string.Create(CultureInfo.InvariantCulture, $"the replayed state after epoch {first - 1}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
