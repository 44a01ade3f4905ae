using RnnMemory.Reports.Snapshots;
using Xunit;

namespace RnnMemory.Tests.Reports.Snapshots;

public sealed class SnapshotFolderTests : SnapshotFixture
{
    [Fact]
    public void Names_follow_verifys_conventions()
    {
        SnapshotName name = SnapshotName.Of("Increment", "Run", "txt", ("size", "2x32"), ("cell", "gru"));

        Assert.Equal("Increment/Run_size=2x32_cell=gru.verified.txt", name.VerifiedFile);
        Assert.Equal("Increment/Run_size=2x32_cell=gru.received.txt", name.ReceivedFile);
    }

    [Fact]
    public void Missing_snapshot_fails_and_leaves_what_was_received()
    {
        SnapshotMismatch mismatch = Assert.Throws<SnapshotMismatch>(() => Verify(Table, "a\nb\n"));

        Assert.Contains("Increment/Table.verified.txt has never been accepted", mismatch.Message);
        Assert.Equal("a\nb\n", Read(Table.ReceivedFile));
        Assert.False(File.Exists(Path.Combine(Folder, Table.VerifiedFile)));
    }

    [Fact]
    public void Mismatch_shows_the_first_differing_line_and_the_command_and_keeps_what_was_accepted()
    {
        Accepted(Table, "same\nold\nrest\n");

        SnapshotMismatch mismatch = Assert.Throws<SnapshotMismatch>(() => Verify(Table, "same\nnew\nrest\n"));

        Assert.Contains("line 2:\n  expected: old\n  received: new\n", mismatch.Message);
        Assert.Contains("accept --reason \"why it changed\" Increment/Table", mismatch.Message);
        Assert.Equal("same\nold\nrest\n", Read(Table.VerifiedFile));
        Assert.Equal("same\nnew\nrest\n", Read(Table.ReceivedFile));
    }

    [Fact]
    public void Longer_content_differs_where_the_accepted_text_ends()
    {
        Accepted(Table, "one");

        Assert.Contains(
            "line 2:\n  expected: (end of text)\n  received: two",
            Assert.Throws<SnapshotMismatch>(() => Verify(Table, "one\ntwo")).Message);
    }

    [Fact]
    public void Long_lines_are_cut_around_the_difference()
    {
        string path = new('1', 500);
        Accepted(Figure, path + "A" + path);

        string message = Assert.Throws<SnapshotMismatch>(() => Verify(Figure, path + "B" + path)).Message;

        Assert.Contains($"expected: ...{new string('1', 40)}A{new string('1', 59)}...", message);
        Assert.Contains($"received: ...{new string('1', 40)}B", message);
    }

    [Fact]
    public void Match_removes_what_an_earlier_mismatch_left()
    {
        Accepted(Table, "right");
        Receive(Table, "wrong");

        Verify(Table, "right");

        Assert.Equal(["CHANGES.md", Table.VerifiedFile], Files());
    }

    [Fact]
    public void Line_ends_of_a_checkout_do_not_matter()
    {
        Accepted(Table, "a\nb\n");
        File.WriteAllText(Path.Combine(Folder, Table.VerifiedFile), "a\r\nb\r\n");

        Verify(Table, "a\nb\n");
    }

    [Fact]
    public void Accepted_snapshots_that_nothing_produces_are_orphans()
    {
        Accepted(Table, "a");
        Accepted(Figure, "b");

        Assert.Equal([Figure], SnapshotFolder.Orphans(Folder, [Table]));
        Assert.Empty(SnapshotFolder.Orphans(Folder, [Table, Figure]));
        Assert.Empty(SnapshotFolder.Orphans(Path.Combine(Folder, "nowhere"), []));
    }
}
