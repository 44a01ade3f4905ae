using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using RnnMemory.Files;
using RnnMemory.Models;

namespace RnnMemory.Export;

/// <summary>
/// The safetensors format for binary32: the header's length in 8 little-endian bytes, a JSON header with type, shape and byte
/// range of every tensor, padded with spaces to a multiple of 8, then all values, little-endian, without gaps.
/// </summary>
internal sealed class SafetensorsFile : ExportFormat
{
    private const int LengthBytes = 8;
    private const string Metadata = "__metadata__";

    public static SafetensorsFile Instance { get; } = new();

    /// <inheritdoc/>
    public override string Ending => ".safetensors";

    /// <inheritdoc/>
    public override byte[] Write(ModelSpec model, IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata) =>
        Encode(tensors, metadata);

    /// <inheritdoc/>
    /// <remarks>The format has no compression, so the file's size limits the size of the tensors.</remarks>
    public override IReadOnlyList<NamedTensor> Read(byte[] bytes, long limit) => Decode(bytes);

    public static byte[] Encode(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        byte[] header = Header(tensors, metadata);
        int padded = (header.Length + 7) / 8 * 8;
        byte[] bytes = new byte[LengthBytes + padded + tensors.Sum(tensor => tensor.Values.Length * sizeof(float))];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, padded);
        header.CopyTo(bytes, LengthBytes);
        bytes.AsSpan(LengthBytes + header.Length, padded - header.Length).Fill((byte)' ');
        int at = LengthBytes + padded;
        foreach (NamedTensor tensor in tensors)
        {
            LittleEndianFloats.Write(tensor.Values, bytes.AsSpan(at));
            at += tensor.Values.Length * sizeof(float);
        }

        return bytes;
    }

    /// <summary>Reads all tensors, in the order of their values.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a file; the message says why in a few words.</exception>
    public static IReadOnlyList<NamedTensor> Decode(ReadOnlyMemory<byte> bytes)
    {
        long length = bytes.Length < LengthBytes ? -1 : BinaryPrimitives.ReadInt64LittleEndian(bytes.Span);
        if (length < 2 || length > bytes.Length - LengthBytes || bytes.Span[LengthBytes] != '{')
        {
            throw new InvalidDataException("it does not start with a header of safetensors");
        }

        try
        {
            var strict = new JsonDocumentOptions { AllowDuplicateProperties = false };
            using JsonDocument header = JsonDocument.Parse(bytes.Slice(LengthBytes, (int)length), strict);
            return Read(header.RootElement, bytes.Span[(LengthBytes + (int)length)..]);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new InvalidDataException("its header is malformed", error);
        }
    }

    private static byte[] Header(IReadOnlyList<NamedTensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            foreach ((string key, string value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
            {
                json.WriteString(key, value);
            }

            json.WriteEndObject();
            long at = 0;
            foreach (NamedTensor tensor in tensors)
            {
                long end = at + ((long)tensor.Values.Length * sizeof(float));
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", "F32");
                WriteArray(json, "shape", tensor.Shape.Select(size => (long)size));
                WriteArray(json, "data_offsets", [at, end]);
                json.WriteEndObject();
                at = end;
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void WriteArray(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static List<NamedTensor> Read(JsonElement header, ReadOnlySpan<byte> values)
    {
        List<NamedTensor> tensors = [];
        long at = 0;
        var entries = header.EnumerateObject().Where(entry => entry.Name != Metadata)
            .Select(entry => (entry.Name, entry.Value, Range: Range(entry.Value)));
        foreach ((string name, JsonElement entry, (long begin, long end)) in entries.OrderBy(entry => entry.Range))
        {
            if (entry.GetProperty("dtype").GetString() != "F32")
            {
                throw new InvalidDataException($"{name} is not of type F32");
            }

            int[] shape = [.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];
            long size = (long)NamedTensor.Size(shape) * sizeof(float);
            if (size < 0 || begin != at || end != begin + size || end > values.Length)
            {
                throw new InvalidDataException($"{name} of shape [{string.Join(", ", shape)}] does not fit its bytes {begin} to {end} of {values.Length}");
            }

            float[] read = new float[NamedTensor.Size(shape)];
            LittleEndianFloats.Read(values[(int)begin..], read);
            tensors.Add(new NamedTensor(name, shape, read));
            at = end;
        }

        return at == values.Length ? tensors : throw new InvalidDataException($"its tensors end at byte {at} of {values.Length}");
    }

    private static (long Begin, long End) Range(JsonElement entry)
    {
        JsonElement offsets = entry.GetProperty("data_offsets");
        return offsets.GetArrayLength() == 2
            ? (offsets[0].GetInt64(), offsets[1].GetInt64())
            : throw new FormatException("data_offsets");
    }
}
