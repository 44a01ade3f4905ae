using System.IO.Compression;
using RnnMemory.Auditing;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Auditing;

/// <summary>A record whose lines are compressed says what it said before, and is audited as any other.</summary>
public sealed class CompressedEpochsTests : IDisposable
{
    private readonly SmallRecord record = new();

    public void Dispose() => record.Dispose();

    [Fact]
    public void Record_with_compressed_lines_is_equal_in_every_epoch()
    {
        Compress(File.ReadAllBytes(record["epochs.jsonl"]));

        Assert.Equal(new AuditOutcome(1, 0, SmallRecord.Epochs, 0, 0), record.AuditAll().Outcome);
    }

    [Fact]
    public void Record_with_compressed_lines_is_read_as_the_run_that_it_is_of()
    {
        string before = RecordContent.Hash(record.Run.Epochs, record.Run.Divergence);

        Compress(File.ReadAllBytes(record["epochs.jsonl"]));

        Assert.Equal(before, new RecordedRuns(record.Root).ContentHash(record.Run.Spec.Id));
        Assert.Equal(SmallRecord.Epochs, RunDescription.Read(new RunFiles(record.Run.Folder))!.Epochs.Count);
    }

    [Fact]
    public void Compressed_lines_do_not_count_beside_plain_ones()
    {
        byte[] lines = File.ReadAllBytes(record["epochs.jsonl"]);
        Compress([]);
        File.WriteAllBytes(record["epochs.jsonl"], lines);

        Assert.Empty(record.Read().Findings);
    }

    [Fact]
    public void Changed_digit_in_compressed_lines_is_noticed()
    {
        record.Replace("epochs.jsonl", "\"epoch\":2,", "\"epoch\":3,");
        Compress(File.ReadAllBytes(record["epochs.jsonl"]));

        Assert.Contains(record.Read().Findings, finding => finding.StartsWith("epochs.jsonl is not what it was when done.json", StringComparison.Ordinal));
    }

    [Fact]
    public void File_that_is_no_gzip_gets_one_clear_line()
    {
        Compress(File.ReadAllBytes(record["epochs.jsonl"]));
        File.WriteAllText(record["epochs.jsonl.gz"], "no gzip");

        Assert.Contains(record.Read().Findings, finding => finding.StartsWith("epochs.jsonl.gz cannot be decompressed: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_that_were_cut_are_noticed()
    {
        byte[] lines = File.ReadAllBytes(record["epochs.jsonl"]);
        Compress(lines);
        File.WriteAllBytes(record["epochs.jsonl.gz"], EpochFile.Compressed(lines)[..^20]);

        Assert.NotEmpty(record.Read().Findings);
        Assert.Null(new RecordedRuns(record.Root).ContentHash(record.Run.Spec.Id));
    }

    [Fact]
    public void File_that_would_fill_the_memory_is_refused()
    {
        File.Delete(record["epochs.jsonl"]);
        using (GZipStream bomb = new(File.Create(record["epochs.jsonl.gz"]), CompressionLevel.SmallestSize))
        {
            for (int part = 0; part < 64; part++)
            {
                bomb.Write(new byte[1024 * 1024]);
            }
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException refused = Assert.Throws<InvalidDataException>(() => EpochFile.Read(record["epochs.jsonl"]));

        Assert.Equal("epochs.jsonl.gz cannot be decompressed: it has more than 100 times its size", refused.Message);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32 * 1024 * 1024);
    }

    private void Compress(byte[] lines)
    {
        File.WriteAllBytes(record["epochs.jsonl.gz"], EpochFile.Compressed(lines));
        File.Delete(record["epochs.jsonl"]);
    }
}
