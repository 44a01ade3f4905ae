using System.Buffers.Binary;

namespace RnnMemory.Export.Protobuf;

/// <summary>One field of a message of Protocol Buffers, as it is on the wire.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Value">An integer's value, or the bits of a float or double; 0 where there is <paramref name="Content"/>.</param>
/// <param name="Content">The bytes of a string, of bytes or of a message; empty for numbers.</param>
internal readonly record struct ProtobufField(int Number, ulong Value, ReadOnlyMemory<byte> Content)
{
    /// <summary>The low bits of a tag, which say how the field is written.</summary>
    public const int WireTypeBits = 3;

    /// <summary>Integers.</summary>
    public const int Varint = 0;

    /// <summary>double.</summary>
    public const int EightBytes = 1;

    /// <summary>Strings, bytes and messages, after their length.</summary>
    public const int Counted = 2;

    /// <summary>float.</summary>
    public const int FourBytes = 5;

    private const int BitsOfVarint = 64;

    /// <summary>The fields of a message in their order.</summary>
    /// <exception cref="InvalidDataException">The bytes are no message; the text says why in a few words.</exception>
    public static IReadOnlyList<ProtobufField> Parse(ReadOnlyMemory<byte> message)
    {
        List<ProtobufField> fields = [];
        while (!message.IsEmpty)
        {
            ulong tag = TakeVarint(ref message);
            int number = (int)Math.Min(tag >> WireTypeBits, int.MaxValue);
            fields.Add((int)(tag & ((1 << WireTypeBits) - 1)) switch
            {
                Varint => new(number, TakeVarint(ref message), default),
                EightBytes => new(number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, sizeof(ulong)).Span), default),
                FourBytes => new(number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, sizeof(uint)).Span), default),
                Counted => new(number, 0, Take(ref message, TakeVarint(ref message))),
                int other => throw new InvalidDataException($"a field has the wire type {other}"),
            });
        }

        return fields;
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> from, ulong count)
    {
        if (count > (ulong)from.Length)
        {
            throw new InvalidDataException($"a field of {count} bytes has only {from.Length}");
        }

        ReadOnlyMemory<byte> taken = from[..(int)count];
        from = from[(int)count..];
        return taken;
    }

    private static ulong TakeVarint(ref ReadOnlyMemory<byte> from)
    {
        ulong value = 0;
        for (int shift = 0; shift < BitsOfVarint; shift += 7)
        {
            byte next = Take(ref from, 1).Span[0];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("an integer has more than 64 bits");
    }
}
