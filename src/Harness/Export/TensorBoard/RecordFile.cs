using System.Buffers.Binary;
using System.Numerics;

namespace RnnMemory.Export.TensorBoard;

/// <summary>
/// TensorFlow's TFRecord framing: each record's length in 8 little-endian bytes, the masked CRC-32C of these, the record, and its masked
/// CRC-32C.
/// </summary>
internal static class RecordFile
{
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>The file that holds these records in their order.</summary>
    public static byte[] Encode(IEnumerable<byte[]> records)
    {
        using MemoryStream file = new();
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        foreach (byte[] record in records)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)record.Length);
            file.Write(length);
            WriteSum(file, length);
            file.Write(record);
            WriteSum(file, record);
        }

        return file.ToArray();
    }

    /// <summary>CRC-32C (Castagnoli), rotated and shifted, so that a sum over bytes that contain sums stays a good one.</summary>
    public static uint MaskedSum(ReadOnlySpan<byte> bytes)
    {
        uint sum = uint.MaxValue;
        foreach (byte value in bytes)
        {
            sum = BitOperations.Crc32C(sum, value);
        }

        return BitOperations.RotateRight(~sum, 15) + MaskDelta;
    }

    private static void WriteSum(MemoryStream file, ReadOnlySpan<byte> bytes)
    {
        Span<byte> sum = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(sum, MaskedSum(bytes));
        file.Write(sum);
    }
}
