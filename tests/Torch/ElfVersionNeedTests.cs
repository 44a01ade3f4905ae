using CsCheck;
using RnnMemory.Torch;
using Xunit;

namespace RnnMemory.Tests.Torch;

public sealed class ElfVersionNeedTests
{
    [Fact]
    public void Flags_of_the_requirement_are_found() =>
        Assert.Equal(SyntheticElf.FlagsOffset, Find(SyntheticElf.Create()));

    [Theory]
    [InlineData("libstdc++.so.6", "GLIBCXX_3.4.33", "does not need GLIBCXX_3.4.33")]
    [InlineData("libstdc++.so.6", "GLIBC_2.29", "does not need GLIBC_2.29")]
    [InlineData("libc.so.6", "GLIBCXX_3.4.32", "needs nothing of libc.so.6")]
    public void A_requirement_that_is_not_there_is_named(string library, string version, string message)
    {
        var error = Assert.Throws<InvalidDataException>(() => ElfVersionNeed.FlagsOffset(SyntheticElf.Create(), library, version));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_cut_short_anywhere_is_refused()
    {
        byte[] file = SyntheticElf.Create();
        for (int length = 0; length < file.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => Find(file[..length]));
        }
    }

    [Theory]
    [InlineData(0, (byte)'M', "no ELF file")]
    [InlineData(4, (byte)1, "no 64-bit little-endian ELF file")]
    [InlineData(5, (byte)2, "no 64-bit little-endian ELF file")]
    [InlineData(60, (byte)1, "no section of version requirements")]
    public void Another_kind_of_file_is_refused(int offset, byte value, string message)
    {
        byte[] file = SyntheticElf.Create();
        file[offset] = value;
        var error = Assert.Throws<InvalidDataException>(() => Find(file));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_refused_or_read_within_its_bounds() =>
        Gen.Select(Gen.Int[0, SyntheticElf.Create().Length - 1], Gen.Byte).List[1, 8].Sample(
            damages =>
            {
                byte[] file = SyntheticElf.Create();
                foreach ((int at, byte value) in damages)
                {
                    file[at] = value;
                }

                try
                {
                    return Find(file) is >= 0 and int offset && offset + sizeof(ushort) <= file.Length;
                }
                catch (InvalidDataException)
                {
                    return true;
                }
            },
            iter: 20_000);

    private static int Find(byte[] file) => ElfVersionNeed.FlagsOffset(file, "libstdc++.so.6", "GLIBCXX_3.4.32");
}
