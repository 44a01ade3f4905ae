using RnnMemory.Checks.Machines;
using RnnMemory.Checks.Matrix;
using RnnMemory.Fingerprints;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>What makes a leg of the matrix wrong, and what makes it be skipped.</summary>
public sealed class MatrixTests
{
    private static readonly Leg Plain = new("plain") { Sees = new Dictionary<string, string>() };

    // The output of a process that may use all features of this machine.
    private static readonly Lazy<FingerprintText> Printed = new(() => new LegRunner(ExpectedFingerprint.Read(), []).Run(Plain).Printed!);

    [Fact]
    public void Leg_that_does_not_see_what_it_should_is_wrong_whatever_its_hashes()
    {
        LegRunner runner = new(ExpectedFingerprint.Read(), []);
        Leg narrow = Plain with { Sees = new Dictionary<string, string> { ["lanes"] = "3" } };

        Assert.Equal("should see lanes: 3, but sees " + Lanes(), runner.Judge(narrow, Printed.Value));
        Assert.StartsWith("should see another libm than this machine's", runner.Judge(Plain with { Changes = ["libm"] }, Printed.Value));
        Assert.Null(runner.Judge(Plain, Printed.Value));
    }

    // Names that earlier versions of .NET knew, and that this one ignores silently.
    [Theory]
    [InlineData("DOTNET_EnableFMA")]
    [InlineData("DOTNET_EnableAVX512F")]
    public void Switch_that_the_runtime_ignores_makes_its_leg_wrong(string name)
    {
        Assert.SkipUnless(System.Runtime.Intrinsics.X86.Avx512F.IsSupported, "needs a machine with AVX-512");
        Leg leg = Plain with
        {
            Environment = new Dictionary<string, string> { [name] = "0" },
            Sees = new Dictionary<string, string> { [name.EndsWith("FMA") ? "fma" : "avx512f"] = "no" },
        };

        Assert.Contains("but sees yes", new LegRunner(ExpectedFingerprint.Read(), []).Run(leg).Wrong);
    }

    [Fact]
    public void Leg_with_another_hash_is_wrong()
    {
        IReadOnlyList<string> expected = ExpectedFingerprint.Read();
        string[] other = [.. expected.SkipLast(1), "0" + expected[^1][1..]];

        Assert.Equal($"got {expected[^1]}, expected {other[^1]}", new LegRunner(other, []).Judge(Plain, Printed.Value));
    }

    [Fact]
    public void Leg_whose_process_fails_is_wrong()
    {
        LegResult result = new LegRunner([], []).Run(Plain with { Arguments = ["--engine", "abacus"] });

        Assert.StartsWith("exit code 2: rnn-memory: Unknown engine 'abacus'", result.Wrong);
    }

    [Fact]
    public void Leg_that_needs_what_is_not_here_is_skipped_with_the_reason()
    {
        LegRunner runner = new([], []);

        Assert.Equal(
            $"needs a machine with lanes: 3; here it is {Lanes()}",
            runner.Run(Plain with { Needs = new Dictionary<string, string> { ["lanes"] = "3" } }).Skipped);
        Assert.Equal("no tool", runner.Run(Plain with { Machine = new Machine(["nothing"], "no tool", Emulated: true) }).Skipped);
    }

    [Fact]
    public void Legs_that_saw_the_same_are_named()
    {
        FingerprintText a = FingerprintText.Of([("lanes", "8")], []), b = FingerprintText.Of([("lanes", "4")], []);
        LegResult[] results = [.. new[] { a, b, a, null, null }.Select((text, i) => new LegResult(new Leg($"{i}") { Sees = Plain.Sees }, text, null, null, 0))];

        Assert.Equal(["0 and 2"], LegResult.Repetitions(results));
    }

    private static string Lanes() => $"{RnnMemory.Engines.Simd.SimdEngine.Lanes}";
}
