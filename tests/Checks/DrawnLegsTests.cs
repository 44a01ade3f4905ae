using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Checks.Matrix;
using RnnMemory.Fingerprints;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>
/// Some legs of the matrix, drawn with each commit from those that need no emulator and no browser. An emulated processor takes ten seconds;
/// `matrix`, which the check of every commit runs, has them all.
/// </summary>
public sealed class DrawnLegsTests(ITestOutputHelper output)
{
    private const int Count = 3;

    private static readonly LegRunner Runner = new(ExpectedFingerprint.Read(), []);

    public static TheoryData<string> Drawn() =>
        [.. Draw(CommitDraw.Seed(WorkingCommit.Of(RepositoryRoot.Find()))).Select(leg => leg.Name)];

    [Theory]
    [MemberData(nameof(Drawn))]
    public void Leg_sees_what_it_should_and_has_the_accepted_hashes(string name)
    {
        LegResult result = Runner.Run(Legs.All.Single(leg => leg.Name == name));

        Assert.Null(result.Skipped);
        Assert.True(result.Wrong is null, result.Wrong);
        output.WriteLine($"{result.Seconds:F1} s\n{result.Printed}");
    }

    [Fact]
    public void Many_commits_together_draw_every_leg_that_can_run_here_without_emulator_and_browser() => Assert.Equal(
        Candidates().Select(leg => leg.Name).Order(),
        Enumerable.Range(0, 100).SelectMany(seed => Draw(seed)).Select(leg => leg.Name).Distinct().Order());

    private static IEnumerable<Leg> Draw(long seed)
    {
        Leg[] legs = Candidates();
        return new RandomStream(seed, "matrix/drawn").Permutation(legs.Length).Take(Count).Select(index => legs[index]);
    }

    private static Leg[] Candidates() => [.. Legs.All.Where(leg => !leg.Machine.Emulated && leg.Browser is null && LegRunner.Obstacle(leg) is null)];
}
