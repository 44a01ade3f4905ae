using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace RnnMemory.Fingerprints;

/// <summary>
/// SHA-256 over values in little-endian order. All NaNs count as equal, since the numeric contract does not specify their payload.
/// </summary>
internal sealed class Digest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Digest Add(ReadOnlySpan<float> values)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        foreach (float value in values)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes, float.IsNaN(value) ? float.NaN : value);
            hash.AppendData(bytes);
        }

        return this;
    }

    public Digest Add(double value) => Add(BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value));

    public Digest Add(long value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        hash.AppendData(bytes);
        return this;
    }

    public Digest Add(ReadOnlySpan<int> values)
    {
        foreach (int value in values)
        {
            Add((long)value);
        }

        return this;
    }

    public Digest Add(string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>The hash so far, in lower-case hexadecimal.</summary>
    public override string ToString() => Convert.ToHexStringLower(hash.GetCurrentHash());

    public void Dispose() => hash.Dispose();
}
