using System.Buffers.Binary;
using System.Text;

namespace RnnMemory.Tests.Torch;

/// <summary>
/// The smallest 64-bit ELF file with version requirements: file header, requirements, their strings, three section headers. libm's are
/// GLIBC_2.29; libstdc++'s are GLIBCXX_3.4, GLIBCXX_3.4.32 and CXXABI_1.3.
/// </summary>
internal static class SyntheticElf
{
    private const int Needs = 64;
    private const int Entry = 16;
    private const int Strings = Needs + (6 * Entry);
    private static readonly byte[] Names =
        Encoding.ASCII.GetBytes("\0libm.so.6\0GLIBC_2.29\0libstdc++.so.6\0GLIBCXX_3.4\0GLIBCXX_3.4.32\0CXXABI_1.3\0");

    /// <summary>Where GLIBCXX_3.4.32's flags are: the fifth entry, after its 32-bit hash.</summary>
    public const int FlagsOffset = Needs + (4 * Entry) + 4;

    public static byte[] Create()
    {
        int sections = (Strings + Names.Length + 7) / 8 * 8;
        byte[] file = new byte[sections + (3 * 64)];
        "\u007fELF\u0002\u0001\u0001"u8.CopyTo(file);
        Write16(file, 40, sections);
        Write16(file, 58, 64);
        Write16(file, 60, 3);
        Names.CopyTo(file, Strings);

        Library(file, 0, "libm.so.6", requirements: 1, next: 2 * Entry);
        Requirement(file, 1, "GLIBC_2.29", next: 0);
        Library(file, 2, "libstdc++.so.6", requirements: 3, next: 0);
        Requirement(file, 3, "GLIBCXX_3.4", next: Entry);
        Requirement(file, 4, "GLIBCXX_3.4.32", next: Entry);
        Requirement(file, 5, "CXXABI_1.3", next: 0);

        Section(file, sections + 64, type: 0x6ffffffe, Needs, Strings - Needs, link: 2, info: 2);
        Section(file, sections + 128, type: 3, Strings, Names.Length, link: 0, info: 0);
        return file;
    }

    private static void Library(byte[] file, int index, string name, int requirements, int next)
    {
        int at = Needs + (index * Entry);
        Write16(file, at, 1);
        Write16(file, at + 2, requirements);
        Write16(file, at + 4, Offset(name));
        Write16(file, at + 8, Entry);
        Write16(file, at + 12, next);
    }

    private static void Requirement(byte[] file, int index, string name, int next)
    {
        int at = Needs + (index * Entry);
        Write16(file, at, 0x1234 + index);
        Write16(file, at + 6, 2 + index);
        Write16(file, at + 8, Offset(name));
        Write16(file, at + 12, next);
    }

    private static void Section(byte[] file, int at, uint type, int offset, int size, int link, int info)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(at + 4), type);
        Write16(file, at + 24, offset);
        Write16(file, at + 32, size);
        Write16(file, at + 40, link);
        Write16(file, at + 44, info);
    }

    private static int Offset(string name) => Names.AsSpan().IndexOf(Encoding.ASCII.GetBytes('\0' + name + '\0')) + 1;

    // Every number here fits 16 bits; the wider fields' upper bytes stay zero.
    private static void Write16(byte[] file, int at, int value) =>
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(at), checked((ushort)value));
}
