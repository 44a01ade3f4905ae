namespace RnnMemory.Bench.Sections;

/// <summary>How fast a kernel is beside its lower limit.</summary>
/// <param name="Case">What was trained.</param>
/// <param name="Measure">What the numbers are, e.g. "x TorchSharp".</param>
/// <param name="Reached">Measured.</param>
/// <param name="Least">The limit.</param>
internal sealed record GuardResult(string Case, string Measure, double Reached, double Least)
{
    public bool IsLost => Reached < Least;
}
