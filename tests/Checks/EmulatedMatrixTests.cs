using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Checks.Matrix;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>
/// Emulated processors of other kinds than this machine's. One takes ten seconds, so one is drawn with each commit; `matrix` runs all.
/// </summary>
public sealed class EmulatedMatrixTests
{
    private static readonly Leg Drawn = Draw(CommitDraw.Seed(WorkingCommit.Of(RepositoryRoot.Find())));

    [Fact]
    public void Emulated_processor_is_the_one_it_should_be_and_has_the_accepted_hashes() => MatrixRun.Check(Drawn.Name);

    [Fact]
    public void No_two_legs_see_the_same_hardware() =>
        Assert.Empty(LegResult.Repetitions(Legs.All.Where(leg => !leg.Machine.Emulated).Append(Drawn).Select(MatrixRun.Of)));

    [Fact]
    public void Many_commits_together_draw_every_emulated_processor() =>
        Assert.Equal(Legs.All.Where(leg => leg.Machine.Emulated), Enumerable.Range(0, 100).Select(seed => Draw(seed)).Distinct().OrderBy(leg => Legs.All.ToList().IndexOf(leg)));

    private static Leg Draw(long seed)
    {
        Leg[] emulated = [.. Legs.All.Where(leg => leg.Machine.Emulated)];
        return emulated[new RandomStream(seed, "matrix/emulated").Permutation(emulated.Length)[0]];
    }
}
