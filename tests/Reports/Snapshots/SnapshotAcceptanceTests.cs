using RnnMemory.Basics;
using RnnMemory.Reports.Snapshots;
using Xunit;

namespace RnnMemory.Tests.Reports.Snapshots;

public sealed class SnapshotAcceptanceTests : SnapshotFixture
{
    [Fact]
    public void Accepted_content_then_passes_and_leaves_no_received_file()
    {
        Receive(Table, "new\n");

        Acceptance().Accept("the table has a new column", [], forceEnvironment: false);

        Verify(Table, "new\n");
        Assert.Equal(["CHANGES.md", Table.VerifiedFile], Files());
    }

    [Fact]
    public void Changes_record_reason_hashes_commit_and_environment()
    {
        Accepted(Table, "old\n");
        Receive(Table, "new\n");

        SnapshotChange change = Assert.Single(Acceptance().Accept("rounding mended", ["Increment/Table"], forceEnvironment: false));

        // sha256sum of "old\n" and "new\n".
        Assert.Equal("01d09d19c2139a46", change.Old);
        Assert.Equal("7aa7a5359173d05b", change.New);
        string changes = Read("CHANGES.md");
        Assert.Contains("UTC: rounding mended\n", changes);
        Assert.Contains("- commit: c0ffee\n- environment: numerics 1; engine simd; .NET 10.0.1; Linux X64\n", changes);
        Assert.Contains($"| {Table.VerifiedFile} | none | {change.Old} |\n", changes);
        Assert.EndsWith($"| {Table.VerifiedFile} | {change.Old} | {change.New} |\n", changes);
    }

    [Fact]
    public void Only_the_named_snapshots_are_accepted()
    {
        Receive(Table, "table");
        Receive(Figure, "figure");

        Acceptance().Accept("table only", ["Increment/Table"], forceEnvironment: false);

        Assert.Contains(Table.VerifiedFile, Files());
        Assert.DoesNotContain(Figure.VerifiedFile, Files());
        Assert.Contains(Figure.ReceivedFile, Files());
    }

    [Fact]
    public void Nothing_is_accepted_where_ci_is_set()
    {
        Receive(Table, "new");

        Refused("where CI is set", () => Acceptance(("CI", "true")).Accept("reason", [], forceEnvironment: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public void Nothing_is_accepted_without_a_reason_of_one_line(string reason)
    {
        Receive(Table, "new");

        Refused("needs a reason", () => Acceptance().Accept(reason, [], forceEnvironment: false));
    }

    [Theory]
    [InlineData("2", "simd")]
    [InlineData("1", "scalar")]
    public void Content_of_other_arithmetic_is_accepted_only_by_force(string numerics, string engine)
    {
        Accepted(Table, "old");
        Receive(Table, "new", Simd with { Numerics = numerics, Engine = engine });

        Refused("--force-environment", () => Acceptance().Accept("reason", [], forceEnvironment: false));
        Assert.Equal("old", Read(Table.VerifiedFile));

        Acceptance().Accept("reason", [], forceEnvironment: true);
        Assert.Equal("new", Read(Table.VerifiedFile));
    }

    [Fact]
    public void Another_machine_with_the_same_arithmetic_may_accept()
    {
        Accepted(Table, "old");
        Receive(Table, "new", Simd with { Runtime = ".NET 10.0.9", Platform = "macOS Arm64" });

        Assert.Single(Acceptance().Accept("reason", [], forceEnvironment: false));
    }

    [Fact]
    public void An_accepted_file_without_a_record_is_replaced_only_by_force()
    {
        File.WriteAllText(Path.Combine(Folder, Table.VerifiedFile), "by hand");
        Receive(Table, "new");

        Refused("unrecorded", () => Acceptance().Accept("reason", [], forceEnvironment: false));
    }

    [Fact]
    public void A_received_file_of_unknown_origin_is_refused()
    {
        File.WriteAllText(Path.Combine(Folder, Table.ReceivedFile), "by hand");

        Refused("unknown what made", () => Acceptance().Accept("reason", [], forceEnvironment: true));
    }

    [Fact]
    public void Unknown_names_and_empty_folders_are_refused()
    {
        Refused("nothing to accept", () => Acceptance().Accept("reason", [], forceEnvironment: false));
        Receive(Table, "new");
        Refused("Did you mean 'Increment/Table'?", () => Acceptance().Accept("reason", ["Increment/Tabel"], forceEnvironment: false));
    }

    private void Refused(string because, Func<object> accept)
    {
        string[] before = [.. Files().Where(file => file.Contains(".verified.", StringComparison.Ordinal))];
        Assert.Contains(because, Assert.Throws<UserError>(accept).Message);
        Assert.Equal(before, Files().Where(file => file.Contains(".verified.", StringComparison.Ordinal)));
    }
}
