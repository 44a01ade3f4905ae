using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Data;

/// <summary>
/// Reads IDX files of unsigned bytes, plain or gzip: two zero bytes, the element type, the number of dimensions, each
/// dimension as a big-endian 32-bit number, then the values. The format is described at yann.lecun.com/exdb/mnist.
/// </summary>
/// <remarks>
/// Files come from the network, so headers are not trusted: memory grows with the bytes actually read, and never beyond
/// <see cref="Limit"/>, whatever a header or a gzip bomb claims.
/// </remarks>
public static class IdxFile
{
    /// <summary>The largest number of value bytes in a file: 1 GiB, twenty times MNIST.</summary>
    public const long Limit = 1L << 30;

    private const byte UnsignedByte = 0x08;

    // Deflate cannot expand one byte to more bytes than this.
    private const long MaximumExpansion = 1032;

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">The file; gzip is recognised by its first bytes, not by its name.</param>
    /// <param name="rank">Number of dimensions expected: 3 for images, 1 for labels.</param>
    /// <exception cref="UserError">The file cannot be read, or is not a complete IDX file of that rank.</exception>
    public static IdxContent Read(string path, int rank)
    {
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            if (!IsGzip(file))
            {
                return Read(file, path, rank, file.Length);
            }

            uint ending = LastWord(file);
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            IdxContent content = Read(unzipped, path, rank, file.Length * MaximumExpansion);
            long size = 4 + (4 * rank) + content.Values.Length;
            return ending == size
                ? content
                : throw new UserError($"{path}: expected a gzip file that ends with the size of its content, {size}, got {ending}. It is truncated, or other bytes follow it.");
        }
        catch (InvalidDataException error)
        {
            throw new UserError($"{path}: expected a whole gzip file, got a damaged one ({error.Message.TrimEnd('.')}). Delete it and fetch it again.", error);
        }
        catch (NotRegularException error)
        {
            throw new UserError($"{path}: {error.Message}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the dimensions from a file's header.</summary>
    /// <param name="path">The file; gzip is recognised by its first bytes, not by its name.</param>
    /// <param name="rank">Number of dimensions expected: 3 for images, 1 for labels.</param>
    /// <exception cref="UserError">The file cannot be read, or has no header of that rank.</exception>
    public static IReadOnlyList<int> ReadDimensions(string path, int rank)
    {
        try
        {
            using FileStream file = RegularFile.OpenRead(path);
            using Stream plain = IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return Dimensions(Header(plain, path, rank), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new UserError($"{path}: cannot be read: {error.Message}", error);
        }
    }

    private static bool IsGzip(FileStream file)
    {
        bool gzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return gzip;
    }

    // GZipStream does not notice a truncated trailer or extra bytes after it; the size in the trailer reveals both.
    private static uint LastWord(FileStream file)
    {
        byte[] word = new byte[4];
        file.Position = Math.Max(0, file.Length - word.Length);
        file.ReadAtLeast(word, word.Length, throwOnEndOfStream: false);
        file.Position = 0;
        return BinaryPrimitives.ReadUInt32LittleEndian(word);
    }

    private static byte[] Header(Stream stream, string path, int rank)
    {
        byte[] header = new byte[4 + (4 * rank)];
        int got = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        uint expectedMagic = ((uint)UnsignedByte << 8) | (uint)rank;
        uint magic = got < 4 ? 0 : BinaryPrimitives.ReadUInt32BigEndian(header);
        if (got >= 4 && magic != expectedMagic)
        {
            throw new UserError($"{path}: expected the IDX magic number 0x{expectedMagic:x8} (unsigned bytes, {rank} dimensions), got 0x{magic:x8}.");
        }

        if (got < header.Length)
        {
            throw new UserError($"{path}: expected an IDX header of {header.Length} bytes, got only {got} bytes. The file is truncated.");
        }

        return header;
    }

    // atMost: the largest number of bytes that the file can expand to, including the header.
    private static IdxContent Read(Stream stream, string path, int rank, long atMost)
    {
        byte[] header = Header(stream, path, rank);
        int[] dimensions = Dimensions(header, path);
        long promised = dimensions.Aggregate(1L, (product, dimension) => product * dimension);
        if (promised > atMost - header.Length)
        {
            throw new UserError($"{path}: expected {promised} bytes after the header ({Shape(dimensions)}), got at most {atMost - header.Length}. The file is truncated.");
        }

        byte[] values = ReadValues(stream, path, dimensions, (int)promised);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(values);
        return new IdxContent(dimensions, values, Sha256Text.Of(hash));
    }

    private static int[] Dimensions(byte[] header, string path)
    {
        int[] dimensions = new int[(header.Length - 4) / 4];
        long product = 1;
        for (int i = 0; i < dimensions.Length; i++)
        {
            uint dimension = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4 + (4 * i)));
            if (dimension == 0 || dimension > Limit || product > Limit / dimension)
            {
                throw new UserError($"{path}: expected dimensions between 1 and {Limit} bytes in all, got {dimension} as dimension {i + 1} of {dimensions.Length}.");
            }

            dimensions[i] = (int)dimension;
            product *= dimension;
        }

        return dimensions;
    }

    private static byte[] ReadValues(Stream stream, string path, int[] dimensions, int promised)
    {
        byte[] values = new byte[Math.Min(promised, 1 << 20)];
        int got = 0;
        while (true)
        {
            got += stream.ReadAtLeast(values.AsSpan(got), values.Length - got, throwOnEndOfStream: false);
            if (got < values.Length)
            {
                throw new UserError($"{path}: expected {promised} bytes after the header ({Shape(dimensions)}), got {got}. The file is truncated.");
            }

            if (got == promised)
            {
                break;
            }

            Array.Resize(ref values, (int)Math.Min(promised, 2L * values.Length));
        }

        return stream.ReadByte() < 0
            ? values
            : throw new UserError($"{path}: expected {promised} bytes after the header ({Shape(dimensions)}), got more. The file is too long.");
    }

    private static string Shape(int[] dimensions) => string.Join(" x ", dimensions);
}
