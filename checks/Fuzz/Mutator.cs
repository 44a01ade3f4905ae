using System.Buffers.Binary;
using RnnMemory.Streams;

namespace RnnMemory.Checks.Fuzz;

/// <summary>
/// Damages valid files: bits, bytes, numbers, lengths, repetitions, pieces of other files, and values that are difficult for parsers. The
/// n-th mutation of a target is a function of the seed, the target and n.
/// </summary>
internal static class Mutator
{
    private const int LongestInsertion = 4096;

    private static readonly long[] Numbers =
        [0, 1, -1, 127, 128, 255, 256, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, long.MaxValue, long.MinValue];

    private static readonly byte[][] Texts =
    [
        .. new[]
        {
            "99999999999999999999", "-1", "1e999", "NaN", "null", "true", "\"\"", "{}", "[]", "\\u0000", "\"\\ud800\"", "../", "/", "\0", "\n", ",", "\"", "\uFEFF",
            "%s%n", "$type", "0x7fffffff", "1.5", "-0",
        }.Select(System.Text.Encoding.UTF8.GetBytes),
        [.. Enumerable.Repeat((byte)'[', 2000)],
        [.. Enumerable.Repeat((byte)'9', 500)],
        [0xff, 0xfe], [0xc3, 0x28], [0x1f, 0x8b], [0x50, 0x4b, 0x03, 0x04],
    ];

    /// <summary>Applies one to four mutations to a valid file, possibly with pieces of the other files.</summary>
    public static byte[] Mutate(IReadOnlyList<byte[]> valid, ref WordSequence words)
    {
        byte[] bytes = valid[words.NextBelow(valid.Count)];
        for (int rounds = 1 + words.NextBelow(4); rounds > 0; rounds--)
        {
            bytes = Once(bytes, valid[words.NextBelow(valid.Count)], ref words);
        }

        return bytes;
    }

    private static byte[] Once(byte[] bytes, byte[] other, ref WordSequence words)
    {
        int at = words.NextBelow(bytes.Length + 1);
        int length = Math.Min(words.NextBelow(2) == 0 ? 1 + words.NextBelow(8) : 1 + words.NextBelow(LongestInsertion), bytes.Length - at);
        switch (words.NextBelow(10))
        {
            case 0:
                return Changed(bytes, at, (byte)(1 << words.NextBelow(8)), (old, bit) => (byte)(old ^ bit));
            case 1:
                return Changed(bytes, at, (byte)words.Next(), (_, value) => value);
            case 2:
                return Overwritten(bytes, at, Number(ref words));
            case 3:
                return Overwritten(bytes, at, Texts[words.NextBelow(Texts.Length)]);
            case 4:
                return bytes[..at];
            case 5:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 6:
                return [.. bytes[..at], .. Noise(1 + words.NextBelow(64), ref words), .. bytes[at..]];
            case 7:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 8:
                return [.. bytes[..at], .. Texts[words.NextBelow(Texts.Length)], .. bytes[at..]];
            default:
                int from = words.NextBelow(other.Length + 1);
                return [.. bytes[..at], .. other[from..Math.Min(other.Length, from + LongestInsertion)], .. bytes[(at + length)..]];
        }
    }

    private static byte[] Changed(byte[] bytes, int at, byte by, Func<byte, byte, byte> change)
    {
        byte[] result = [.. bytes];
        if (at < result.Length)
        {
            result[at] = change(result[at], by);
        }

        return result;
    }

    private static byte[] Overwritten(byte[] bytes, int at, byte[] by)
    {
        byte[] result = [.. bytes];
        by.AsSpan(..Math.Min(by.Length, result.Length - at)).CopyTo(result.AsSpan(at));
        return result;
    }

    private static byte[] Number(ref WordSequence words)
    {
        byte[] number = new byte[sizeof(long)];
        int size = 1 << words.NextBelow(4);
        long value = Numbers[words.NextBelow(Numbers.Length)];
        if (words.NextBelow(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, value);
            return number[..size];
        }

        BinaryPrimitives.WriteInt64BigEndian(number, value);
        return number[^size..];
    }

    private static byte[] Noise(int length, ref WordSequence words)
    {
        byte[] noise = new byte[length];
        for (int i = 0; i < length; i++)
        {
            noise[i] = (byte)words.Next();
        }

        return noise;
    }
}
