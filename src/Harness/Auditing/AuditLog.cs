using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Auditing;

/// <summary>expected/AUDITS.md: which epochs of which records were trained again, by which program and on which processor.</summary>
/// <param name="path">The file.</param>
public sealed class AuditLog(string path)
{
    /// <summary>The file's name in expected/.</summary>
    public const string FileName = "AUDITS.md";

    private const string Preamble =
        $"""
        # Records that were replayed

        Written by `rnn-memory audit --whole`. A line says that these epochs of this record were trained again and that every metric and
        every hash was equal to the record's, to the last bit. An epoch that differs is reported, and its record gets no line. `content`
        is the SHA-256 of all that the record says of its epochs, without wall times: a line counts only while its record still has it.

        {AuditLogLine.Heading}
        | --- | --- | --- | --- | --- | --- | --- | --- | --- |

        """;

    /// <summary>
    /// The lines of the table in their order, each with its number in the file; the line is null where its text is no such line.
    /// </summary>
    public IReadOnlyList<(int Number, AuditLogLine? Line)> Read() => !File.Exists(path) ? [] :
    [
        .. File.ReadLines(path).Index()
            .Where(line => line.Item.StartsWith('|') && line.Item != AuditLogLine.Heading)
            .Where(line => !line.Item.StartsWith("| ---", StringComparison.Ordinal))
            .Select(line => (line.Index + 1, AuditLogLine.TryParse(line.Item))),
    ];

    /// <summary>
    /// What is wrong with the file, one line each: text that is no line of the table, a line about a record that is gone or has changed
    /// since, and a line that continues a replay of which the part before is missing.
    /// </summary>
    /// <param name="recorded">The records.</param>
    public IReadOnlyList<string> Complaints(RecordedRuns recorded)
    {
        List<string> complaints = [];
        AuditLogLine? before = null;
        foreach ((int number, AuditLogLine? line) in Read())
        {
            string? complaint =
                line is null ? "is no line of the table"
                : recorded.ContentHash(line.Record) is not { } content ? $"is about '{line.Record}', of which there is no record"
                : content != line.Content ? $"is stale: '{line.Record}' has changed since it was replayed"
                : !line.FromSeed && (before?.Record != line.Record || before.Last != line.First - 1) ? $"continues a replay of '{line.Record}' whose part before is missing"
                : line.Last >= recorded.Epochs(line.Record) ? $"is about epochs that '{line.Record}' does not have"
                : null;
            if (complaint is not null)
            {
                complaints.Add($"{FileName}, line {number}, {complaint}");
            }

            before = line;
        }

        return complaints;
    }

    /// <summary>Whether the lines about a record, with its present content, lead from the seed to its last epoch.</summary>
    public bool HasWhole(AuditedRun run)
    {
        string content = run.ContentHash;
        int next = 0;
        foreach (AuditLogLine line in Read().Select(line => line.Line).OfType<AuditLogLine>())
        {
            if (line.Record == run.Spec.Id && line.Content == content && line.First == next)
            {
                next = line.Last + 1;
            }
        }

        return next > 0 && next == run.Repeatable.Last() + 1;
    }

    /// <summary>Replaces the lines about a record.</summary>
    /// <param name="record">The record's id.</param>
    /// <param name="lines">The new lines.</param>
    /// <param name="lockFile">Held meanwhile, against other threads and processes.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UserError">The file has text that is no line of the table, which would be lost.</exception>
    internal void Replace(string record, IReadOnlyList<AuditLogLine> lines, string lockFile)
    {
        using FileStream held = RunLock.WaitFor(lockFile);
        List<AuditLogLine> others = [];
        foreach ((int number, AuditLogLine? line) in Read())
        {
            others.Add(line ?? throw new UserError(
                $"{path}, line {number}, is no line of the table. Mend or remove it; what was replayed is kept, and the same command logs it."));
        }

        TextFile.Write(path, Preamble + string.Concat(others.Where(line => line.Record != record).Concat(lines)
            .OrderBy(line => line.Record, StringComparer.Ordinal).Select(line => $"{line}\n")));
    }
}
