using RnnMemory.Paper.Observed;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Runs that differ from the paper's by one setting.</summary>
internal static class Variants
{
    /// <summary>The runs whose only difference is that setting with that value, as JSON.</summary>
    public static IEnumerable<T> Of<T>(IEnumerable<T> runs, string setting, string value)
        where T : Observation =>
        runs.Where(run => run.Differences is [var only] && only.Setting == setting && only.Here == value);
}
