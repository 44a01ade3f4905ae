namespace RnnMemory.Tasks;

/// <summary>What a task measures of a network during training.</summary>
/// <param name="Metrics">The values that every record of the task has, by name.</param>
public sealed record Evaluation(IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>
    /// Further values, by name, which were added later: records of older versions lack them and are compared without them.
    /// </summary>
    public IReadOnlyDictionary<string, double> Diagnostics { get; init; } = new Dictionary<string, double>();
}
