using System.Collections.Concurrent;
using RnnMemory.Paper.Statistics;
using RnnMemory.Streams;

namespace RnnMemory.Paper.Verdicts;

/// <summary>
/// The t variates of published numbers, each made once. They depend on the number and the degrees of freedom only, so verdicts under an
/// alternative use those of the paper's settings again.
/// </summary>
/// <param name="count">Number of draws.</param>
internal sealed class StudentVariates(int count)
{
    private readonly ConcurrentDictionary<(string Number, int Freedom), double[]> made = [];

    /// <summary>The variates of a number.</summary>
    /// <param name="number">The number's id.</param>
    /// <param name="freedom">Degrees of freedom.</param>
    public double[] Of(string number, int freedom) => made.GetOrAdd(
        (number, freedom), _ => PredictiveDraws.StudentVariates(freedom, count, Stream(number)));

    /// <summary>The random words of a number's draws.</summary>
    public static RandomStream Stream(string number) => new(0, $"verdict/{number}");
}
