using System.Collections.Concurrent;
using RnnMemory.Checks.Fingerprints;
using RnnMemory.Checks.Matrix;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>The legs of the matrix, each run once, by the first test that needs it.</summary>
internal static class MatrixRun
{
    private static readonly Lazy<LegRunner> Runner = new(() => new LegRunner(ExpectedFingerprint.Read()));

    private static readonly ConcurrentDictionary<string, Lazy<LegResult>> Results = new();

    public static TheoryData<string> Native() => [.. Legs.All.Where(leg => !leg.Machine.Emulated).Select(leg => leg.Name)];

    public static LegResult Of(Leg leg) => Results.GetOrAdd(leg.Name, _ => new Lazy<LegResult>(() => Runner.Value.Run(leg))).Value;

    public static void Check(string name)
    {
        LegResult result = Of(Legs.All.Single(leg => leg.Name == name));
        Assert.SkipWhen(result.Skipped is not null, result.Skipped ?? "");
        Assert.True(result.Wrong is null, result.Wrong);
        TestContext.Current.TestOutputHelper?.WriteLine($"{result.Seconds:F1} s\n{result.Printed}");
    }
}
