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
    /// <summary>VER_FLG_WEAK: the loader continues if the library lacks the version.</summary>
    public const ushort Weak = 0x2;

    private const uint VersionNeedSection = 0x6ffffffe;
    private const int FileHeaderSize = 64;
    private const int SectionHeaderSize = 64;

    // Verneed (a library) and Vernaux (one of its versions) are 16 bytes each; these are offsets within them.
    private const int EntrySize = 16;
    private const int NameOfLibrary = 4;
    private const int FirstRequirement = 8;
    private const int NextLibrary = 12;
    private const int FlagsOfRequirement = 4;
    private const int NameOfRequirement = 8;
    private const int NextRequirement = 12;

    /// <summary>
    /// Offset within the file of the 16-bit flags of the requirement of <paramref name="version"/> from <paramref name="library"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">
    /// The file is not such an ELF file, truncated, damaged, or without that requirement.
    /// </exception>
    public static int FlagsOffset(ReadOnlySpan<byte> file, string library, string version)
    {
        CheckHeader(file);
        (Section needs, Section strings) = FindNeeds(file);
        int need = FindEntry(needs.Content(file), 0, NameOfLibrary, NextLibrary, strings.Content(file), library)
            ?? throw new InvalidDataException($"it needs nothing of {library}");
        int first = Advance(need, U32(needs.Content(file)[need..], FirstRequirement));
        int aux = FindEntry(needs.Content(file), first, NameOfRequirement, NextRequirement, strings.Content(file), version)
            ?? throw new InvalidDataException($"it does not need {version}");
        return needs.Offset + aux + FlagsOfRequirement;
    }

    /// <summary>
    /// Offset of the entry of that name in a chain of entries. A link of 0 ends the chain; any other link leads forward.
    /// </summary>
    private static int? FindEntry(ReadOnlySpan<byte> entries, int at, int nameField, int linkField, ReadOnlySpan<byte> strings, string name)
    {
        while (true)
        {
            ReadOnlySpan<byte> entry = Slice(entries, at, EntrySize);
            if (Text(strings, U32(entry, nameField)) == name)
            {
                return at;
            }

            uint link = U32(entry, linkField);
            if (link == 0)
            {
                return null;
            }

            at = Advance(at, link);
        }
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

    private readonly record struct Section(int Offset, int Size)
    {
        public static Section Read(ReadOnlySpan<byte> header)
        {
            ulong offset = BinaryPrimitives.ReadUInt64LittleEndian(header[24..]);
            ulong size = BinaryPrimitives.ReadUInt64LittleEndian(header[32..]);
            return offset <= int.MaxValue && size <= int.MaxValue ? new((int)offset, (int)size) : throw CutShort();
        }

        public ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file) => Slice(file, Offset, Size);
    }
}
