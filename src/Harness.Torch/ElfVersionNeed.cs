using System.Buffers.Binary;
using System.Text;

namespace RnnMemory.Torch;

/// <summary>
/// Finds one entry of an ELF file's version requirements (section .gnu.version_r): "this file needs version V of library L".
/// </summary>
/// <remarks>
/// Layouts: System V gABI, chapter 4, and the Linux Standard Base, "Symbol Versioning". Only 64-bit little-endian files.
/// </remarks>
internal static class ElfVersionNeed
{
    /// <summary>VER_FLG_WEAK: the loader goes on where the library lacks the version.</summary>
    public const ushort Weak = 0x2;

    private const uint VersionNeedSection = 0x6ffffffe;
    private const int FileHeaderSize = 64;
    private const int SectionHeaderSize = 64;
    private const int NeedSize = 16;
    private const int AuxSize = 16;

    /// <summary>Offset within the file of the 16-bit flags of the requirement of <paramref name="version"/> from <paramref name="library"/>.</summary>
    /// <exception cref="InvalidDataException">Not such an ELF file, cut short, damaged, or without that requirement.</exception>
    public static int FlagsOffset(ReadOnlySpan<byte> file, string library, string version)
    {
        CheckHeader(file);
        (Section needs, Section strings) = FindNeeds(file);
        int need = 0;
        for (uint n = 0; n < needs.Info; n++)
        {
            ReadOnlySpan<byte> entry = Slice(needs.Content(file), need, NeedSize);
            if (Text(strings.Content(file), U32(entry, 4)) == library)
            {
                return needs.Offset + FindAux(needs.Content(file), strings.Content(file), need, version);
            }

            need = Advance(need, U32(entry, 12));
        }

        throw new InvalidDataException($"it needs nothing of {library}");
    }

    private static int FindAux(ReadOnlySpan<byte> needs, ReadOnlySpan<byte> strings, int need, string version)
    {
        ushort count = BinaryPrimitives.ReadUInt16LittleEndian(needs[(need + 2)..]);
        int aux = Advance(need, U32(needs[need..], 8));
        for (int n = 0; n < count; n++)
        {
            ReadOnlySpan<byte> entry = Slice(needs, aux, AuxSize);
            if (Text(strings, U32(entry, 8)) == version)
            {
                return aux + 4;
            }

            aux = Advance(aux, U32(entry, 12));
        }

        throw new InvalidDataException($"it does not need {version}");
    }

    private static void CheckHeader(ReadOnlySpan<byte> file)
    {
        ReadOnlySpan<byte> header = Slice(file, 0, FileHeaderSize);
        if (!header.StartsWith("\u007fELF"u8))
        {
            throw new InvalidDataException("it is no ELF file");
        }

        (byte is64Bit, byte isLittleEndian) = (header[4], header[5]);
        if (is64Bit != 2 || isLittleEndian != 1 || BinaryPrimitives.ReadUInt16LittleEndian(header[58..]) != SectionHeaderSize)
        {
            throw new InvalidDataException("it is no 64-bit little-endian ELF file");
        }
    }

    private static (Section Needs, Section Strings) FindNeeds(ReadOnlySpan<byte> file)
    {
        ushort count = BinaryPrimitives.ReadUInt16LittleEndian(file[60..]);
        for (int index = 0; index < count; index++)
        {
            ReadOnlySpan<byte> header = SectionHeader(file, index);
            if (U32(header, 4) == VersionNeedSection)
            {
                return (Section.Read(header), Section.Read(SectionHeader(file, U32(header, 40))));
            }
        }

        throw new InvalidDataException("it has no section of version requirements");
    }

    private static ReadOnlySpan<byte> SectionHeader(ReadOnlySpan<byte> file, long index)
    {
        ulong table = BinaryPrimitives.ReadUInt64LittleEndian(file[40..]);
        if (table > (ulong)file.Length)
        {
            throw CutShort();
        }

        return Slice(file, (long)table + (index * SectionHeaderSize), SectionHeaderSize);
    }

    private static ReadOnlySpan<byte> Slice(ReadOnlySpan<byte> bytes, long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > bytes.Length - length)
        {
            throw CutShort();
        }

        return bytes.Slice((int)offset, (int)length);
    }

    // Loops are bounded by the stored counts, so a link of 0 does no harm.
    private static int Advance(int offset, uint by) =>
        by <= int.MaxValue - (uint)offset ? offset + (int)by : throw CutShort();

    private static string Text(ReadOnlySpan<byte> strings, uint offset)
    {
        ReadOnlySpan<byte> tail = Slice(strings, offset, strings.Length - (long)offset);
        int end = tail.IndexOf((byte)0);
        return end < 0 ? throw CutShort() : Encoding.ASCII.GetString(tail[..end]);
    }

    private static uint U32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[offset..]);

    private static InvalidDataException CutShort() => new("it is cut short or damaged");

    /// <summary>A section's place, and for version requirements the number of libraries.</summary>
    private readonly record struct Section(int Offset, int Size, uint Info)
    {
        public static Section Read(ReadOnlySpan<byte> header)
        {
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
            ulong size = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
            return offset <= int.MaxValue && size <= int.MaxValue ? new((int)offset, (int)size, U32(header, 44)) : throw CutShort();
        }

        public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file) => Slice(file, Offset, Size);
    }
}
