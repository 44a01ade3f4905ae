using System.Runtime.Intrinsics;

namespace RnnMemory.Engines.Simd;

/// <summary>Moves small integers between bytes and the lanes of vectors.</summary>
internal static class Bytes
{
    /// <summary>to[i] = from[i] + offset.</summary>
    public static void Widen(ReadOnlySpan<byte> from, int offset, Span<int> to)
    {
        int i = 0;
        for (; i + Vector256<byte>.Count <= from.Length; i += Vector256<byte>.Count)
        {
            (Vector256<ushort> low, Vector256<ushort> high) = Vector256.Widen(Vector256.Create(from[i..]));
            Widen(low, offset, to[i..]);
            Widen(high, offset, to[(i + Vector256<ushort>.Count)..]);
        }

        for (; i < from.Length; i++)
        {
            to[i] = from[i] + offset;
        }
    }

    /// <summary>to[i] = from[i], which is from 0 to 255.</summary>
    public static void Narrow(ReadOnlySpan<int> from, Span<byte> to)
    {
        int i = 0;
        for (; i + Vector256<byte>.Count <= to.Length; i += Vector256<byte>.Count)
        {
            Vector256.Narrow(Narrow(from[i..]), Narrow(from[(i + Vector256<ushort>.Count)..])).CopyTo(to[i..]);
        }

        for (; i < to.Length; i++)
        {
            to[i] = (byte)from[i];
        }
    }

    private static void Widen(Vector256<ushort> from, int offset, Span<int> to)
    {
        (Vector256<uint> low, Vector256<uint> high) = Vector256.Widen(from);
        (low.AsInt32() + Vector256.Create(offset)).CopyTo(to);
        (high.AsInt32() + Vector256.Create(offset)).CopyTo(to[Vector256<int>.Count..]);
    }

    private static Vector256<ushort> Narrow(ReadOnlySpan<int> from) =>
        Vector256.Narrow(Vector256.Create(from), Vector256.Create(from[Vector256<int>.Count..])).AsUInt16();
}
