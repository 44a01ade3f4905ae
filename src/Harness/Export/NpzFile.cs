using System.IO.Compression;
using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>numpy's .npz format: an uncompressed zip archive of one .npy array per tensor, as numpy.savez writes it.</summary>
internal sealed class NpzFile : ExportFormat
{
    private const string Extension = ".npy";

    // The earliest date in a zip archive. It is fixed so that the same model gives the same bytes.
    private static readonly DateTimeOffset Timestamp = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static NpzFile Instance { get; } = new();

    /// <inheritdoc/>
    public override string Ending => ".npz";

    /// <inheritdoc/>
    public override byte[] Write(ModelSpec model, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        Encode(tensors);

    /// <inheritdoc/>
    public override IReadOnlyList<NamedTensor> Read(byte[] bytes, long limit) => Decode(bytes, limit);

    public static byte[] Encode(IEnumerable<NamedTensor> tensors)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (NamedTensor tensor in tensors)
            {
                ZipArchiveEntry entry = archive.CreateEntry(tensor.Name + Extension, CompressionLevel.NoCompression);
                entry.LastWriteTime = Timestamp;
                using Stream stream = entry.Open();
                stream.Write(NpyArray.Encode(tensor));
            }
        }

        return file.ToArray();
    }

    /// <summary>Reads an archive, compressed or not, in the order of its entries.</summary>
    /// <param name="bytes">The archive.</param>
    /// <param name="limit">The largest total size of the unpacked arrays in bytes.</param>
    /// <exception cref="InvalidDataException">The bytes are not such an archive; the message says why in a few words.</exception>
    public static IReadOnlyList<NamedTensor> Decode(byte[] bytes, long limit)
    {
        using var archive = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
        List<NamedTensor> tensors = [];
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            string name = entry.FullName.EndsWith(Extension, StringComparison.Ordinal)
                ? entry.FullName[..^Extension.Length]
                : throw new InvalidDataException($"{entry.FullName} is no {Extension} array");
            if (tensors.Any(tensor => tensor.Name == name))
            {
                throw new InvalidDataException($"{name} comes twice");
            }

            byte[] content = Unpack(entry, limit);
            limit -= content.Length;
            tensors.Add(NpyArray.Decode(name, content));
        }

        return tensors;
    }

    // Memory grows with the bytes actually unpacked, not with the length that the archive claims.
    private static byte[] Unpack(ZipArchiveEntry entry, long limit)
    {
        using Stream stream = entry.Open();
        using var content = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        for (int got = stream.Read(buffer); got > 0; got = stream.Read(buffer))
        {
            if (content.Length + got > limit)
            {
                throw new InvalidDataException("its arrays are larger than any model of this program");
            }

            content.Write(buffer, 0, got);
        }

        return content.ToArray();
    }
}
