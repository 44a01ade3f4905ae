using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using RnnMemory.Files;

namespace RnnMemory.Export;

/// <summary>
/// numpy's .npy format, version 1.0, for binary32 in C order: magic, version, header length, a Python dictionary padded so that the
/// values start at a multiple of 64 bytes, then the values, little-endian.
/// </summary>
internal static partial class NpyArray
{
    private const int PreambleLength = 10;
    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Preamble => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0];

    public static byte[] Encode(NamedTensor tensor)
    {
        // Python writes a tuple with one element with a comma: (3,).
        string shape = tensor.Shape.Count == 1 ? $"{tensor.Shape[0]}," : string.Join(", ", tensor.Shape);
        string dictionary = string.Create(CultureInfo.InvariantCulture, $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({shape}), }}");
        int unpadded = PreambleLength + dictionary.Length + 1;
        int start = (unpadded + Alignment - 1) / Alignment * Alignment;
        byte[] bytes = new byte[start + (tensor.Values.Length * sizeof(float))];
        Preamble.CopyTo(bytes);
        int headerLength = start - PreambleLength;
        (bytes[8], bytes[9]) = ((byte)headerLength, (byte)(headerLength >> 8));
        Encoding.ASCII.GetBytes(dictionary + new string(' ', start - unpadded) + '\n', bytes.AsSpan(PreambleLength));
        LittleEndianFloats.Write(tensor.Values, bytes.AsSpan(start));
        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are not such an array; the message says why in a few words.</exception>
    public static NamedTensor Decode(string name, ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Preamble) || bytes.Length < PreambleLength)
        {
            throw new InvalidDataException($"{name} is no .npy array of version 1.0");
        }

        int start = PreambleLength + bytes[8] + (bytes[9] << 8);
        if (start > bytes.Length)
        {
            throw new InvalidDataException($"{name} ends within its header");
        }

        Match header = Header().Match(Encoding.Latin1.GetString(bytes[PreambleLength..start]));
        string[] fields = header.Groups["shape"].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        int[] shape = [.. fields.Select(field =>
            int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : -1)];
        if (!header.Success || NamedTensor.Size(shape) < 0)
        {
            throw new InvalidDataException($"{name} is not of type '<f4' in C order, or its header is malformed");
        }

        long expected = (long)NamedTensor.Size(shape) * sizeof(float);
        if (bytes.Length - start != expected)
        {
            throw new InvalidDataException($"{name} has {bytes.Length - start} bytes of values, its shape asks for {expected}");
        }

        float[] values = new float[NamedTensor.Size(shape)];
        LittleEndianFloats.Read(bytes[start..], values);
        return new NamedTensor(name, shape, values);
    }

    // numpy always writes the three keys in this order.
    [GeneratedRegex(@"^\{'descr': '<f4', 'fortran_order': False, 'shape': \((?<shape>[0-9, ]*)\), \} *\n$", RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
