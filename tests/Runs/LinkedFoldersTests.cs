using RnnMemory.Runs;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Links to folders among those of runs.</summary>
public sealed class LinkedFoldersTests : IDisposable
{
    private readonly ToyRuns runs = new();

    public LinkedFoldersTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need rights there");
        runs.Train();
    }

    public void Dispose() => runs.Dispose();

    [Fact]
    public void Links_that_lead_in_circles_are_not_followed()
    {
        // Two of them would give two to the power of forty paths.
        Link("p", ".");
        Link("q", ".");
        Link("up", "..");
        Link("twice", "toy");

        Assert.Equal(["toy/seed-0"], runs.Store.FinishedIds());
    }

    [Fact]
    public void Runs_on_another_disk_are_found_once()
    {
        using TemporaryFolder disk = new();
        Directory.Move(Path.Combine(runs.Root, "toy"), Path.Combine(disk.Path, "toy"));
        Directory.CreateSymbolicLink(Path.Combine(disk.Path, "back"), runs.Root);
        Link("toy", Path.Combine(disk.Path, "toy"));
        Link("toys", Path.Combine(disk.Path, "toy"));

        Assert.Single(runs.Store.FinishedIds());
    }

    private void Link(string name, string target) => Directory.CreateSymbolicLink(Path.Combine(runs.Root, name), target);
}
