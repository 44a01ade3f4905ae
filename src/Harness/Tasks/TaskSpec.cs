using System.Text.Json.Serialization;

namespace RnnMemory.Tasks;

/// <summary>The settings of a task, which are stored with the run.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IncrementTaskSpec), "increment")]
[JsonDerivedType(typeof(ImageTaskSpec), "images")]
public abstract record TaskSpec
{
    private const double MostStepsOfQuick = 1e6;

    /// <summary>Makes the task: its samples and its evaluation.</summary>
    /// <param name="seed">The run's seed; keys the task's random streams.</param>
    /// <exception cref="Basics.UserError">A setting is impossible, or data is missing.</exception>
    public abstract ITask Open(long seed);

    /// <summary>The opened task's <see cref="ITask.DataHash"/> if it is known without reading data; otherwise null.</summary>
    [JsonIgnore]
    public abstract string? DataHash { get; }

    /// <summary>The names of the metrics that every epoch's record has, and every point of its curve.</summary>
    [JsonIgnore]
    public abstract IReadOnlyList<string> Metrics { get; }

    /// <summary>The measure whose largest value determines the best epoch; null if the last epoch counts.</summary>
    [JsonIgnore]
    public virtual string? SelectionMetric => null;

    /// <summary>Number of minibatches of B sequences in one epoch if it is known without reading data; otherwise null.</summary>
    /// <exception cref="Basics.UserError">A setting is impossible.</exception>
    public abstract int? UpdatesOfEpoch(int batch);

    /// <summary>Whether <see cref="Open"/> finds all data on this machine, without a download.</summary>
    public virtual bool IsDataAtHand() => true;

    /// <summary>Cost of a sequence that is only evaluated, relative to one that is trained on: one pass instead of three.</summary>
    protected const double AnsweredCost = 1.0 / 3;

    /// <summary>
    /// Approximate time steps of an epoch of minibatches of B sequences: updates times T, plus evaluation weighted by its cost. It serves
    /// to order runs, longest first, and to estimate the remaining time.
    /// </summary>
    public virtual double StepsPerEpoch(int batch) => 1;

    /// <summary>
    /// Whether an epoch of minibatches of B sequences takes seconds: reading MNIST line by line takes 0.1 million steps, pixel by pixel 3
    /// million.
    /// </summary>
    public bool HasQuickEpochs(int batch) => StepsPerEpoch(batch) <= MostStepsOfQuick;
}
