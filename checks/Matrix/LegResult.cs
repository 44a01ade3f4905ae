using RnnMemory.Fingerprints;

namespace RnnMemory.Checks.Matrix;

/// <summary>The result of a leg.</summary>
/// <param name="Leg">The leg.</param>
/// <param name="Printed">The features and hashes that its process printed; null if it did not run or did not get that far.</param>
/// <param name="Skipped">Why it could not run here; null if it ran.</param>
/// <param name="Wrong">What is wrong; null if nothing is.</param>
/// <param name="Seconds">Wall time.</param>
internal sealed record LegResult(Leg Leg, FingerprintText? Printed, string? Skipped, string? Wrong, double Seconds)
{
    public string Outcome => Skipped is not null ? "skipped" : Wrong is not null ? "WRONG" : "equal";

    /// <summary>The features that the leg saw, or the browser that it saw.</summary>
    public string Sees => Printed is null ? ""
        : Leg.Browser is null ? string.Join(' ', Printed.Seen.Where(pair => pair.Value == "yes").Select(pair => pair.Key))
        : $"{Printed.Seen["browser"]} {Printed.Seen["version"]}";

    /// <summary>Legs that saw exactly the same hardware as an earlier one and therefore show nothing new.</summary>
    public static IReadOnlyList<string> Repetitions(IEnumerable<LegResult> results) =>
    [
        .. from result in results
           where result.Printed is not null
           group result.Leg.Name by string.Join(' ', result.Printed!.Seen) into same
           where same.Count() > 1
           select string.Join(" and ", same),
    ];
}
