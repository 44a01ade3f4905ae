using RnnMemory.Checks.Matrix;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>Emulated processors of other kinds than this machine's.</summary>
public sealed class EmulatedMatrixTests
{
    public static TheoryData<string> Emulated() => MatrixRun.Names(emulated: true);

    [Theory]
    [MemberData(nameof(Emulated))]
    public void Leg_sees_what_it_should_and_has_the_accepted_hashes(string leg) => MatrixRun.Check(leg);

    [Fact]
    public void No_two_legs_see_the_same_hardware() => Assert.Empty(LegResult.Repetitions(Legs.All.Select(MatrixRun.Of)));
}
