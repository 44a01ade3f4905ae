namespace RnnMemory.Bench.Measuring;

/// <summary>How long each contender is measured.</summary>
/// <param name="WarmUp">Time before the first sample. The JIT recompiles a method after 30 calls and 100 ms of quiet.</param>
/// <param name="Sample">About the length of a sample: as many calls as fit, at least one.</param>
/// <param name="Repeats">Samples of each.</param>
internal sealed record Effort(TimeSpan WarmUp, TimeSpan Sample, int Repeats)
{
    /// <summary>Who has taken that long in samples takes part in no more of them, once it has <see cref="Least"/>.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Samples that even the slowest has.</summary>
    public int Least { get; init; } = 3;

    /// <summary>For tables of few cases.</summary>
    public static Effort Thorough(int repeats) => new(TimeSpan.FromSeconds(0.4), TimeSpan.FromMilliseconds(20), repeats);

    /// <summary>For sweeps over many sizes of code that is compiled already.</summary>
    public static Effort Brief { get; } = new(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(8), 9);
}
