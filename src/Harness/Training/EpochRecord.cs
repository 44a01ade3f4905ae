using System.Text.Json.Serialization;

namespace RnnMemory.Training;

/// <summary>One line of a run's epochs.jsonl.</summary>
public sealed record EpochRecord
{
    /// <summary>The epoch, counted from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>Updates made since the start of the run.</summary>
    public required long Updates { get; init; }

    /// <summary>Mean training loss over the epoch's minibatches while the weights move: Keras's "loss".</summary>
    public required double Loss { get; init; }

    /// <summary>Mean training accuracy over the epoch's minibatches while the weights move: Keras's "acc".</summary>
    public required double Accuracy { get; init; }

    /// <summary>The task's measures at the end of the epoch, by name.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>
    /// The task's diagnostics at the end of the epoch, by name; null in records of versions that did not measure them. Two records are
    /// compared only in those that both have.
    /// </summary>
    public IReadOnlyDictionary<string, double>? Diagnostics { get; init; }

    /// <summary>The points of the learning curve that fall into the epoch.</summary>
    public IReadOnlyList<CurvePoint> Curve { get; init; } = [];

    /// <summary>SHA-256 of all parameters, little-endian binary32 in declared order.</summary>
    public required string ParametersHash { get; init; }

    /// <summary>SHA-256 of parameters, slots and counters.</summary>
    public required string StateHash { get; init; }

    /// <summary>
    /// Whether the parameters were known never to move again, so that the epoch was computed by forward passes alone, with the same
    /// losses, answers and hashes as training would have given.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Frozen { get; init; }

    /// <summary>Wall time of the epoch; the only field that differs between two runs of the same spec.</summary>
    public required double Seconds { get; init; }
}

/// <summary>One point of a learning curve.</summary>
/// <param name="Updates">Updates made so far.</param>
/// <param name="Metrics">The task's measures, by name.</param>
public sealed record CurvePoint(long Updates, IReadOnlyDictionary<string, double> Metrics)
{
    /// <summary>As <see cref="EpochRecord.Diagnostics"/>.</summary>
    public IReadOnlyDictionary<string, double>? Diagnostics { get; init; }
}
