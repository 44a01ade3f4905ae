using RnnMemory.Checks.Fingerprints;

namespace RnnMemory.Checks.Matrix;

/// <summary>How a leg went.</summary>
/// <param name="Leg">Which.</param>
/// <param name="Printed">What its process saw and hashed; null where it did not run or did not get that far.</param>
/// <param name="Skipped">Why it could not run here; null if it ran.</param>
/// <param name="Wrong">What is wrong; null if nothing is.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record LegResult(Leg Leg, FingerprintText? Printed, string? Skipped, string? Wrong, double Seconds)
{
    public string Outcome => Skipped is not null ? "skipped" : Wrong is not null ? "WRONG" : "equal";

    /// <summary>Legs that saw the very same as an earlier one, which therefore show nothing.</summary>
    public static IReadOnlyList<string> Repetitions(IEnumerable<LegResult> results) =>
    [
        .. from result in results
           where result.Printed is not null
           group result.Leg.Name by string.Join(' ', result.Printed!.Seen) into same
           where same.Count() > 1
           select string.Join(" and ", same),
    ];
}
