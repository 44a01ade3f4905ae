using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>The length of epochs.jsonl at some moment, and the hash of its content up to there.</summary>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record LogMark(long Bytes, string Sha256)
{
    /// <summary>The mark of an empty file.</summary>
    public static LogMark Empty { get; } = new(0, Sha256Text.Of([]));
}

/// <summary>
/// A run's epochs.jsonl: one JSON line per epoch. Checkpoints and completion markers hold a mark of it, so that lines count only if no
/// byte before the mark has changed.
/// </summary>
internal sealed class EpochLog : IDisposable
{
    private readonly string path;
    private readonly RunFence fence;
    private readonly MemoryStream content = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private FileStream stream;

    /// <summary>
    /// Opens the file for appending after the mark; whatever follows the mark, whole or torn lines, is cut off. The file is replaced
    /// rather than cut, so that a file to which it is a link keeps its content.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="mark">What is kept.</param>
    /// <param name="fence">Lets only one process write: an older writer would go on appending to the file that is replaced here.</param>
    /// <exception cref="InvalidDataException">The content up to the mark has changed.</exception>
    public EpochLog(string path, LogMark mark, RunFence fence)
    {
        byte[] kept = Prefix(EpochFile.Read(path) ?? [], mark);
        Records = Parse(kept);
        hash.AppendData(kept);
        content.Write(kept);
        (this.path, this.fence) = (path, fence);
        stream = Replace();
    }

    /// <summary>All epochs in the file.</summary>
    public List<EpochRecord> Records { get; }

    /// <summary>The mark after the last line.</summary>
    public LogMark Mark => new(content.Length, Sha256Text.Of(hash));

    /// <summary>The records of a file that must end exactly at the mark.</summary>
    /// <exception cref="InvalidDataException">The content has changed.</exception>
    public static List<EpochRecord> Read(string path, LogMark mark) => Parse(Whole(path, mark));

    /// <summary>
    /// The number of records of a file that must end exactly at the mark, and the last of them; null if there is none. The others are only
    /// hashed, which is much less work where there are hundreds.
    /// </summary>
    /// <exception cref="InvalidDataException">The content has changed.</exception>
    public static (int Count, EpochRecord? Last) ReadLast(string path, LogMark mark)
    {
        ReadOnlySpan<byte> content = Whole(path, mark);
        if (content.IsEmpty)
        {
            return (0, null);
        }

        ReadOnlySpan<byte> lines = content[..^1];
        int count = content.Count((byte)'\n');
        EpochRecord? last = content[^1] == '\n' ? TryParse(lines[(lines.LastIndexOf((byte)'\n') + 1)..]) : null;
        return last?.Epoch == count - 1
            ? (count, last)
            : throw new InvalidDataException($"line {count} of epochs.jsonl is not the record of epoch {count - 1}");
    }

    private static byte[] Whole(string path, LogMark mark)
    {
        byte[] content = EpochFile.Read(path) ?? throw new InvalidDataException("epochs.jsonl is missing");
        return content.Length > mark.Bytes
            ? throw new InvalidDataException($"epochs.jsonl has {content.Length} bytes, not {mark.Bytes}")
            : Prefix(content, mark);
    }

    /// <summary>The records up to the mark, after checking that they belong to the epochs that the state has finished.</summary>
    /// <exception cref="InvalidDataException">The records do not belong to the state, or the content has changed.</exception>
    public static List<EpochRecord> Verify(string path, LogMark mark, TrainingState state, int updatesPerEpoch)
    {
        List<EpochRecord> records = Parse(Prefix(EpochFile.Read(path) ?? [], mark));
        if (records.Count != state.Epoch)
        {
            throw new InvalidDataException($"it is in epoch {state.Epoch}, but epochs.jsonl had {records.Count} records");
        }

        bool atEpochsStart = state.Epoch > 0 && state.Update == 0;
        if (atEpochsStart && records[^1].StateHash != TrainingHashes.OfState(
            state.Parameters, state.Slots, state.Epoch, (long)state.Epoch * updatesPerEpoch))
        {
            throw new InvalidDataException("its state does not have the hash in epochs.jsonl");
        }

        return records;
    }

    /// <summary>Whether the file is missing or empty; one that cannot be read is not.</summary>
    public static bool IsEmpty(string path)
    {
        try
        {
            return BoundedFile.Read(path) is null or [];
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The whole records at the file's beginning, unchecked: for status displays only.</summary>
    public static List<EpochRecord> Glance(string path)
    {
        List<EpochRecord> records = [];
        foreach (string line in Encoding.UTF8.GetString(TryRead(path)).Split('\n')[..^1])
        {
            if (TryParse(line) is not { } record || record.Epoch != records.Count)
            {
                break;
            }

            records.Add(record);
        }

        return records;
    }

    private static byte[] TryRead(string path)
    {
        try
        {
            return EpochFile.Read(path) ?? [];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>Appends a line and flushes it to the disk.</summary>
    public void Append(EpochRecord record)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(record, RunJson.Line), (byte)'\n'];
        FileBytes.Write(stream, line);
        stream.Flush(flushToDisk: true);
        content.Write(line);
        hash.AppendData(line);
        Records.Add(record);
    }

    /// <summary>
    /// Writes the file again if it is no longer the one that was written: if it was removed, replaced or cut. Another file in its place
    /// is kept aside.
    /// </summary>
    /// <param name="thoroughly">Whether to compare contents; otherwise only another length is noticed.</param>
    /// <returns>Whether the file had to be written again.</returns>
    public bool Mend(bool thoroughly)
    {
        FileInfo file = new(path);
        bool isWhole = stream.CanWrite && file.Exists && file.Length == content.Length
            && (!thoroughly || BoundedFile.Read(path).AsSpan().SequenceEqual(content.ToArray()));
        if (!isWhole)
        {
            stream.Dispose();
            DamagedFile.CopyAside(path);
            stream = Replace();
        }

        return !isWhole;
    }

    public void Dispose()
    {
        stream.Dispose();
        hash.Dispose();
        content.Dispose();
    }

    private FileStream Replace()
    {
        AtomicFile.Write(path, content.ToArray(), staging: fence.Staging);
        FileStream opened = new(path, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0);
        opened.Seek(0, SeekOrigin.End);
        return opened;
    }

    private static byte[] Prefix(byte[] content, LogMark mark)
    {
        if (mark.Bytes < 0 || mark.Bytes > content.Length)
        {
            throw new InvalidDataException($"epochs.jsonl has {content.Length} bytes; at least {mark.Bytes} were expected");
        }

        byte[] prefix = content[..(int)mark.Bytes];
        return Sha256Text.Of(prefix) == mark.Sha256
            ? prefix
            : throw new InvalidDataException($"the first {mark.Bytes} bytes of epochs.jsonl do not have the hash they had when they were written");
    }

    private static List<EpochRecord> Parse(byte[] content)
    {
        List<EpochRecord> records = [];
        if (content is [.., not (byte)'\n'])
        {
            throw new InvalidDataException("the last line of epochs.jsonl has no end");
        }

        ReadOnlySpan<byte> rest = content;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)'\n');
            EpochRecord? record = TryParse(rest[..end]);
            rest = rest[(end + 1)..];
            if (record?.Epoch != records.Count)
            {
                throw new InvalidDataException($"line {records.Count + 1} of epochs.jsonl is not the record of epoch {records.Count}");
            }

            records.Add(record);
        }

        return records;
    }

    /// <summary>The record in a line; null if the line holds none.</summary>
    public static EpochRecord? TryParse(string line) => TryParse(Encoding.UTF8.GetBytes(line));

    private static EpochRecord? TryParse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize<EpochRecord>(line, RunJson.Line);
        }
        catch (Exception error) when (RunJson.IsMalformed(error))
        {
            return null;
        }
    }
}
