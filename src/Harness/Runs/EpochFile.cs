using System.IO.Compression;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// The content of a run's epochs.jsonl. A small record has it as epochs.jsonl.gz, a third of the size; marks and hashes are those of the
/// lines, whichever file they come from.
/// </summary>
internal static class EpochFile
{
    /// <summary>What is added to the name of the file if it is compressed.</summary>
    public const string Extension = ".gz";

    // Lines of an image network grow threefold, those of one whose parameters stopped changing sixfold. A file that grows much more was not
    // written by this program.
    private const int LargestGrowth = 100;

    /// <summary>The content, or null if there is neither epochs.jsonl nor epochs.jsonl.gz.</summary>
    /// <param name="path">epochs.jsonl.</param>
    /// <exception cref="InvalidDataException">The file cannot be decompressed, or is none of a run.</exception>
    public static byte[]? Read(string path) =>
        BoundedFile.Read(path) ?? (BoundedFile.Read(path + Extension) is { } compressed ? Decompressed(compressed) : null);

    /// <summary>The content of epochs.jsonl.gz for these lines.</summary>
    public static byte[] Compressed(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream gzip = new(compressed, CompressionLevel.SmallestSize))
        {
            gzip.Write(content);
        }

        return compressed.ToArray();
    }

    private static byte[] Decompressed(byte[] compressed)
    {
        using MemoryStream content = new();
        try
        {
            using GZipStream gzip = new(new MemoryStream(compressed), CompressionMode.Decompress);
            Span<byte> part = stackalloc byte[4096];
            for (int read = gzip.Read(part); read > 0; read = gzip.Read(part))
            {
                content.Write(part[..read]);
                if (content.Length > (long)LargestGrowth * compressed.Length)
                {
                    throw new InvalidDataException($"it has more than {LargestGrowth} times its size");
                }
            }
        }
        catch (InvalidDataException damage)
        {
            throw new InvalidDataException($"epochs.jsonl{Extension} cannot be decompressed: {damage.Message.TrimEnd('.')}", damage);
        }

        return content.ToArray();
    }
}
