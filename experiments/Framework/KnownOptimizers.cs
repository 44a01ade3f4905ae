using RnnMemory.Models;
using RnnMemory.Settings;

namespace RnnMemory.Experiments.Framework;

/// <summary>The optimisers that every experiment offers, and their hyperparameters as settings of every section.</summary>
public sealed class KnownOptimizers : IKnownNames
{
    private static readonly Dictionary<string, IReadOnlyList<NumericSetting>> ByName = new(StringComparer.Ordinal)
    {
        ["rmsprop"] =
        [
            new("Rho", 0.9, "ρ of RMSprop, the share of its accumulator that is kept at each update.") { Min = 0, Below = 1 },
            new("Epsilon", 1e-7, "ε of RMSprop, added to the root; 1e-8 before Keras 2.1.3 (assumption C1).") { Above = 0 },
        ],
    };

    /// <summary>The hyperparameters of all optimisers; a name that several have comes once.</summary>
    public static IReadOnlyList<NumericSetting> Hyperparameters { get; } =
        [.. ByName.Values.SelectMany(hyperparameters => hyperparameters).DistinctBy(hyperparameter => hyperparameter.Name)];

    /// <inheritdoc/>
    public string Kind => "optimizer";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => ByName.Keys;

    /// <summary>An optimiser with its settings; hyperparameters that it does not have are left out.</summary>
    public static OptimizerSpec Spec(string optimizer, double learningRate, IReadOnlyDictionary<string, double> hyperparameters, double clipNorm) => new()
    {
        LearningRate = learningRate,
        Rho = hyperparameters["Rho"],
        Epsilon = hyperparameters["Epsilon"],
        ClipNorm = clipNorm,
    };

    /// <summary>Names of the hyperparameters that an optimiser does not have.</summary>
    public static IEnumerable<string> NotOf(string optimizer) =>
        Hyperparameters.Except(ByName[optimizer]).Select(hyperparameter => hyperparameter.Name);
}
