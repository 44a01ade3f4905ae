namespace RnnMemory.Bench.Measuring;

/// <summary>How long each contender is measured.</summary>
/// <param name="WarmUp">Time before the first sample. The JIT recompiles a method after 30 calls and 100 ms of quiet.</param>
/// <param name="Sample">Approximate length of a sample, which has as many calls as fit, but at least one.</param>
/// <param name="Repeats">Number of samples of each contender.</param>
internal sealed record Effort(TimeSpan WarmUp, TimeSpan Sample, int Repeats)
{
    /// <summary>A contender whose samples have taken that long gets no further ones, once it has <see cref="Least"/>.</summary>
    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Number of samples that even the slowest contender gets.</summary>
    public int Least { get; init; } = 3;

    /// <summary>For tables of few cases.</summary>
    public static Effort Thorough(int repeats) => new(TimeSpan.FromSeconds(0.4), TimeSpan.FromMilliseconds(20), repeats);

    /// <summary>For sweeps over many sizes, when the code has been compiled already.</summary>
    public static Effort Brief { get; } = new(TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(8), 9);
}
