using System.Text;
using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>epochs.jsonl as read for an audit: every line that is a record, even if other lines are damaged.</summary>
internal sealed class RecordLines
{
    private readonly byte[] content;
    private readonly int epochs;
    private readonly SortedDictionary<int, EpochRecord> byEpoch = [];
    private readonly List<string> complaints = [];

    /// <param name="content">The file.</param>
    /// <param name="epochs">Number of epochs of the run; lines of later epochs are rejected.</param>
    public RecordLines(byte[] content, int epochs)
    {
        (this.content, this.epochs) = (content, epochs);
        string[] lines = Encoding.UTF8.GetString(content).Split('\n');
        if (lines[^1].Length > 0)
        {
            complaints.Add($"epochs.jsonl: line {lines.Length} has no end");
        }

        int expected = 0;
        foreach ((int index, string line) in lines[..^1].Index())
        {
            if (EpochLog.TryParse(line) is not { } record || record.Epoch < 0 || record.Epoch >= epochs)
            {
                complaints.Add($"epochs.jsonl: line {index + 1} is no record of one of {epochs} epochs");
                expected++;
                continue;
            }

            if (record.Epoch != expected)
            {
                complaints.Add($"epochs.jsonl: line {index + 1} should be the record of epoch {expected}, but is that of epoch {record.Epoch}");
            }

            byEpoch.TryAdd(record.Epoch, record);
            expected = record.Epoch + 1;
        }
    }

    /// <summary>The records by epoch, in order.</summary>
    public IReadOnlyDictionary<int, EpochRecord> ByEpoch => byEpoch;

    /// <summary>What is wrong with the lines, one text per line.</summary>
    public IReadOnlyList<string> Complaints => complaints;

    /// <summary>Length in bytes.</summary>
    public int Length => content.Length;

    /// <summary>Whether the file's beginning is unchanged since the mark was made.</summary>
    public bool BeginsAs(LogMark mark) => mark.Bytes >= 0 && mark.Bytes <= content.Length
        && Sha256Text.Of(content.AsSpan(..(int)mark.Bytes)) == mark.Sha256;

    /// <summary>The mark after the first lines, up to that of an epoch.</summary>
    public LogMark MarkAfter(int epoch)
    {
        int end = 0;
        for (int line = 0; line <= epoch; line++)
        {
            end += content.AsSpan(end..).IndexOf((byte)'\n') + 1;
        }

        return new LogMark(end, Sha256Text.Of(content.AsSpan(..end)));
    }

    /// <summary>The lines up to a mark.</summary>
    public RecordLines UpTo(LogMark mark) => new(content[..(int)mark.Bytes], epochs);
}
