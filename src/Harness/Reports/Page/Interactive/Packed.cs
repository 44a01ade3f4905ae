using RnnMemory.Files;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>Numbers as text for the page's data; bytes.js unpacks them.</summary>
internal static class Packed
{
    /// <summary>Binary32 values, little-endian, in base64.</summary>
    public static string Floats(ReadOnlySpan<float> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        LittleEndianFloats.Write(values, bytes);
        return Convert.ToBase64String(bytes);
    }

    /// <summary>Small numbers of <paramref name="width"/> bits each, the first in the lowest bits of the first byte, in base64.</summary>
    /// <exception cref="ArgumentException">A number needs more bits.</exception>
    public static string Bits(ReadOnlySpan<byte> numbers, int width)
    {
        byte[] bytes = new byte[((numbers.Length * width) + 7) / 8];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (numbers[i] >> width != 0)
            {
                throw new ArgumentException($"{numbers[i]} needs more than {width} bits.", nameof(numbers));
            }

            for (int bit = 0; bit < width; bit++)
            {
                int at = (i * width) + bit;
                bytes[at / 8] |= (byte)(((numbers[i] >> bit) & 1) << (at % 8));
            }
        }

        return Convert.ToBase64String(bytes);
    }
}
