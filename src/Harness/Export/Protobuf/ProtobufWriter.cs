using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace RnnMemory.Export.Protobuf;

/// <summary>
/// Writes one message of Protocol Buffers, field by field in the order of the calls: the wire format of its encoding guide, with the few
/// types that ONNX models and TensorBoard's events need. Every call returns this writer.
/// </summary>
internal sealed class ProtobufWriter
{
    private readonly ArrayBufferWriter<byte> bytes = new();

    /// <summary>The message so far.</summary>
    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    /// <summary>A field of type int32, int64 or enum.</summary>
    public ProtobufWriter Integer(int field, long value)
    {
        Tag(field, ProtobufField.Varint);
        Varint((ulong)value);
        return this;
    }

    /// <summary>A field of type float.</summary>
    public ProtobufWriter Single(int field, float value)
    {
        Tag(field, ProtobufField.FourBytes);
        BinaryPrimitives.WriteSingleLittleEndian(bytes.GetSpan(sizeof(float)), value);
        bytes.Advance(sizeof(float));
        return this;
    }

    /// <summary>A field of type double.</summary>
    public ProtobufWriter Double(int field, double value)
    {
        Tag(field, ProtobufField.EightBytes);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.GetSpan(sizeof(double)), value);
        bytes.Advance(sizeof(double));
        return this;
    }

    /// <summary>A field of type bytes.</summary>
    public ProtobufWriter Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, ProtobufField.Counted);
        Varint((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    /// <summary>A field of type string.</summary>
    public ProtobufWriter Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A field that is a message itself.</summary>
    public ProtobufWriter Message(int field, ProtobufWriter value) => Bytes(field, value.Written);

    /// <summary>A repeated field: one message for each item.</summary>
    public ProtobufWriter Messages<T>(int field, IEnumerable<T> items, Func<T, ProtobufWriter> message)
    {
        foreach (T item in items)
        {
            Message(field, message(item));
        }

        return this;
    }

    private void Tag(int field, int wireType) => Varint((ulong)((field << ProtobufField.WireTypeBits) | wireType));

    // Seven bits a byte, the lowest first; the high bit says that more follow.
    private void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Write([(byte)(value | 0x80)]);
        }

        bytes.Write([(byte)value]);
    }
}
