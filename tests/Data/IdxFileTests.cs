using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class IdxFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_of_any_file_gives_its_dimensions_values_and_hash(bool gzip)
    {
        Gen.Select(Gen.Int[1, 5], Gen.Int[1, 7], Gen.Int[1, 9])
            .SelectMany(size => Gen.Byte.Array[size.Item1 * size.Item2 * size.Item3].Select(values => (size, values)))
            .Sample(sample =>
            {
                ((int count, int rows, int columns), byte[] values) = sample;
                byte[] file = Idx.Of(values, (uint)count, (uint)rows, (uint)columns);
                IdxContent content = IdxFile.Read(folder.Write("images", gzip ? Idx.Gzip(file) : file), rank: 3);
                Assert.Equal([count, rows, columns], content.Dimensions);
                Assert.Equal(values, content.Values);
                Assert.Equal(Idx.Sha256(file), content.Sha256);
            }, iter: 50, threads: 1);
    }

    [Fact]
    public void Read_across_the_first_megabyte_is_whole()
    {
        byte[] values = [.. Enumerable.Range(0, 5 << 19).Select(i => (byte)(i * 31 >> 3))];
        byte[] file = Idx.Of(values, 5 << 19);
        Assert.Equal(values, IdxFile.Read(folder.Write("a", file), 1).Values);
        Assert.Equal(values, IdxFile.Read(folder.Write("b", Idx.Gzip(file)), 1).Values);
    }

    public static TheoryData<string, byte[], string> Broken()
    {
        byte[] good = Idx.Of(new byte[12], 3, 2, 2);
        byte[] ints = [0, 0, 0x0c, 3, .. good[4..]];
        return new TheoryData<string, byte[], string>
        {
            { "empty", [], "expected an IDX header of 16 bytes, got only 0 bytes" },
            { "header cut", good[..9], "expected an IDX header of 16 bytes, got only 9 bytes" },
            { "values cut", good[..^1], "expected 12 bytes after the header (3 x 2 x 2), got at most 11" },
            { "trailing byte", [.. good, 0], "expected 12 bytes after the header (3 x 2 x 2), got more" },
            { "labels instead of images", Idx.Of(new byte[20], 20), "expected the IDX magic number 0x00000803 (unsigned bytes, 3 dimensions), got 0x00000801" },
            { "other element type", ints, "got 0x00000c03" },
            { "web page", "<!DOCTYPE html><html></html>"u8.ToArray(), "got 0x3c21444f" },
            { "no image", Idx.Of([], 0, 28, 28), "got 0 as dimension 1 of 3" },
            { "absurd dimension", Idx.Of(new byte[12], 3, 0xffffffff, 2), "got 4294967295 as dimension 2 of 3" },
            { "absurd product", Idx.Of(new byte[12], 60_000, 60_000, 60_000), "got 60000 as dimension 2 of 3" },
            { "promises a gigabyte", Idx.Of(new byte[12], 1 << 20, 32, 32), "expected 1073741824 bytes after the header (1048576 x 32 x 32), got at most 12" },
        };
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Read_of_a_broken_file_names_it_and_what_was_wrong(string name, byte[] content, string message)
    {
        string path = folder.Write(name, content);
        string error = Assert.Throws<UserError>(() => IdxFile.Read(path, rank: 3)).Message;
        Assert.StartsWith(path + ": ", error);
        Assert.Contains(message, error);
        Assert.DoesNotContain('\n', error);
    }

    [Fact]
    public void Read_of_a_zipped_file_with_too_few_values_says_how_many()
    {
        string path = folder.Write("short.gz", Idx.Gzip(Idx.Of(new byte[11], 3, 2, 2)));
        Assert.Contains("expected 12 bytes after the header (3 x 2 x 2), got 11", Assert.Throws<UserError>(() => IdxFile.Read(path, 3)).Message);
    }

    [Fact]
    public void Read_of_a_cut_or_damaged_gzip_file_is_refused()
    {
        byte[] values = new byte[20_000];
        new System.Random(1).NextBytes(values);
        byte[] zipped = Idx.Gzip(Idx.Of(values, 20_000));
        Assert.Throws<UserError>(() => IdxFile.Read(folder.Write("cut.gz", zipped[..^5000]), 1));
        Assert.Throws<UserError>(() => IdxFile.Read(folder.Write("trailer.gz", zipped[..^3]), 1));
        Assert.Throws<UserError>(() => IdxFile.Read(folder.Write("longer.gz", [.. zipped, 1, 2, 3]), 1));
        zipped[^6] ^= 1;
        Assert.Contains("damaged", Assert.Throws<UserError>(() => IdxFile.Read(folder.Write("checksum.gz", zipped), 1)).Message);
    }

    [Fact]
    public void Read_of_a_gzip_bomb_stops_at_what_the_header_says()
    {
        // 200 MB of zeros in 200 kB behind a header that says 10.
        byte[] bomb = Idx.Gzip([.. Idx.Header(10), .. new byte[200 << 20]]);
        string path = folder.Write("bomb.gz", bomb);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("got more", Assert.Throws<UserError>(() => IdxFile.Read(path, 1)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1 << 20);
    }

    [Fact]
    public void Read_of_a_zipped_header_that_promises_much_takes_memory_for_what_is_there()
    {
        // A megabyte of noise makes the file long enough that its header could be true.
        byte[] noise = new byte[1 << 20];
        new System.Random(1).NextBytes(noise);
        string path = folder.Write("promise.gz", Idx.Gzip([.. Idx.Header(1 << 30), .. noise]));
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("got 1048576", Assert.Throws<UserError>(() => IdxFile.Read(path, 1)).Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
    }

    [Fact]
    public void Read_of_a_missing_file_is_an_error_of_the_user() =>
        Assert.StartsWith(folder["none"], Assert.Throws<UserError>(() => IdxFile.Read(folder["none"], 1)).Message);
}
