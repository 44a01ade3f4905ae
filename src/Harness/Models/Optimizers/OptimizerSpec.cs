using System.Text.Json.Serialization;
using RnnMemory.Basics;

namespace RnnMemory.Models;

/// <summary>
/// An optimiser with its settings. Hyperparameters are given by name; the others have the optimiser's defaults: <c>new OptimizerSpec {
/// LearningRate = 3e-5, [RmsProp.Rho] = 0.99 }</c>.
/// </summary>
[JsonConverter(typeof(OptimizerSpecJson))]
public sealed record OptimizerSpec
{
    // Filled only by object initialisers, before the record is shared.
    private readonly Dictionary<string, double> given = new(StringComparer.Ordinal);

    /// <summary>The optimiser; RMSprop by default, as in the paper.</summary>
    public Optimizer Optimizer { get; init; } = Optimizers.Default;

    /// <summary>lr, the learning rate.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Gradients are scaled down to this global norm; 0 switches clipping off, as in the paper (assumption C4).</summary>
    public double ClipNorm { get; init; }

    /// <summary>
    /// Every hyperparameter of the optimiser by name, given or default; values set through this property count as given.
    /// </summary>
    public IReadOnlyDictionary<string, double> Hyperparameters
    {
        get => Optimizer.Hyperparameters.ToDictionary(known => known.Name, known => this[known.Name], StringComparer.Ordinal);
        init => given = new Dictionary<string, double>(value, StringComparer.Ordinal);
    }

    /// <summary>The hyperparameter of that name.</summary>
    /// <exception cref="UserError">The optimiser has no such hyperparameter.</exception>
    public double this[string name]
    {
        get => given.TryGetValue(name, out double value) ? value
            : Optimizer.Hyperparameters.FirstOrDefault(known => known.Name == name) is { } hyperparameter ? hyperparameter.Default
            : throw Unknown(name);
        init => given[name] = value;
    }

    /// <summary>Throws unless every given hyperparameter belongs to the optimiser and all are within their ranges.</summary>
    /// <exception cref="UserError">A hyperparameter is unknown or out of range.</exception>
    public void Validate()
    {
        if (given.Keys.FirstOrDefault(name => Optimizer.Hyperparameters.All(known => known.Name != name)) is { } unknown)
        {
            throw Unknown(unknown);
        }

        foreach (Hyperparameter hyperparameter in Optimizer.Hyperparameters)
        {
            if (!hyperparameter.Range.Contains(this[hyperparameter.Name]))
            {
                throw new UserError(
                    FormattableString.Invariant($"{hyperparameter.Name} = {this[hyperparameter.Name]} {hyperparameter.Range.Rule}."));
            }
        }
    }

    /// <summary>Whether the other spec has the same optimiser with the same settings, given or default.</summary>
    public bool Equals(OptimizerSpec? other) =>
        other is not null && Optimizer == other.Optimizer && LearningRate.Equals(other.LearningRate) && ClipNorm.Equals(other.ClipNorm)
        && Optimizer.Hyperparameters.All(known => this[known.Name].Equals(other[known.Name]));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Optimizer, LearningRate, ClipNorm);

    private UserError Unknown(string name) =>
        UserError.Unknown($"hyperparameter of {Optimizer.Label}", name, Optimizer.Hyperparameters.Select(known => known.Name));
}
