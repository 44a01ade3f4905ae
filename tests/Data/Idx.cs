using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;

namespace RnnMemory.Tests.Data;

/// <summary>Writes IDX files for tests, right and wrong ones.</summary>
internal static class Idx
{
    public static byte[] Of(byte[] values, params uint[] dimensions) => [.. Header(dimensions), .. values];

    public static byte[] Header(params uint[] dimensions)
    {
        byte[] header = new byte[4 + (4 * dimensions.Length)];
        header[2] = 8;
        header[3] = (byte)dimensions.Length;
        for (int i = 0; i < dimensions.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(header.AsSpan(4 + (4 * i)), dimensions[i]);
        }

        return header;
    }

    public static byte[] Gzip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var stream = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            stream.Write(content);
        }

        return zipped.ToArray();
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
