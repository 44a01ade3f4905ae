using System.Text.Json.Serialization;

namespace RnnMemory.Tasks;

/// <summary>What a network is asked, as plain settings that are stored with the run.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(IncrementTaskSpec), "increment")]
[JsonDerivedType(typeof(ImageTaskSpec), "images")]
public abstract record TaskSpec
{
    /// <summary>Makes the task: its samples and its evaluation.</summary>
    /// <param name="seed">The run's seed; keys the task's random streams.</param>
    /// <exception cref="Basics.UserError">A setting is impossible, or data is missing.</exception>
    public abstract ITask Open(long seed);

    /// <summary>
    /// What <see cref="ITask.DataHash"/> of the opened task is, where that is known without reading data; null where only reading tells.
    /// </summary>
    [JsonIgnore]
    public abstract string? DataHash { get; }

    /// <summary>The measure by whose largest value the best epoch is chosen; null where the last epoch counts.</summary>
    [JsonIgnore]
    public virtual string? SelectionMetric => null;

    /// <summary>
    /// Minibatches in one epoch, for minibatches of B sequences, where that is known without reading data; null where only reading tells.
    /// </summary>
    /// <exception cref="Basics.UserError">A setting is impossible.</exception>
    public abstract int? UpdatesOfEpoch(int batch);

    /// <summary>Whether <see cref="Open"/> finds all data on this machine, without a download.</summary>
    public virtual bool IsDataAtHand() => true;

    /// <summary>What a sequence costs that is only answered, beside one that is trained on: one pass of three.</summary>
    protected const double AnsweredCost = 1.0 / 3;

    /// <summary>
    /// Time steps of an epoch of minibatches of B sequences: updates times T, and evaluation counted by its cost, roughly. It orders
    /// runs, longest first, and tells the time left.
    /// </summary>
    public virtual double StepsPerEpoch(int batch) => 1;
}
