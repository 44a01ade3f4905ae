namespace RnnMemory.Bench.Cases;

/// <summary>What to measure.</summary>
public sealed record BenchRequest
{
    /// <summary>Names of <see cref="Benchmarks.Sections"/>, in the order to run.</summary>
    public required IReadOnlyList<string> Sections { get; init; }

    /// <summary>"28x28" and "784x1" for images, "KxN" for the increment task.</summary>
    public required IReadOnlyList<string> Sizes { get; init; }

    /// <summary>Cells of the increment task.</summary>
    public required IReadOnlyList<string> Cells { get; init; }

    /// <summary>Samples of each contender in the tables of the paper's sizes.</summary>
    public required int Repeats { get; init; }
}
