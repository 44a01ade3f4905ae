using System.Buffers.Binary;

namespace RnnMemory.Files;

/// <summary>Binary32 values as little-endian bytes, whatever the machine's own order.</summary>
internal static class LittleEndianFloats
{
    /// <summary>Writes each value as 4 bytes.</summary>
    public static void Write(ReadOnlySpan<float> values, Span<byte> bytes)
    {
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], values[i]);
        }
    }

    /// <summary>Reads as many values as <paramref name="values"/> has room for.</summary>
    public static void Read(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }
    }
}
