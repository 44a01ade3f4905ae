using RnnMemory.Models;
using RnnMemory.Settings;

namespace RnnMemory.Experiments.Framework;

/// <summary>The registry of optimisers as settings: every experiment offers all of them, with all their hyperparameters.</summary>
public sealed class KnownOptimizers : IKnownNames
{
    /// <summary>
    /// The hyperparameters of all optimisers as keys of a section. If several optimisers share a name, the first one's default and range
    /// apply.
    /// </summary>
    public static IReadOnlyList<NumericSetting> Hyperparameters { get; } =
    [
        .. from known in Optimizers.All.SelectMany(optimizer => optimizer.Hyperparameters)
           group known by known.Name into same
           select Setting(same.First(), $"{string.Join("; ", same.Select(known => known.Help))}."),
    ];

    /// <inheritdoc/>
    public string Kind => "optimizer";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => Optimizers.Names;

    /// <summary>An optimiser with its settings.</summary>
    /// <param name="optimizer">Its name.</param>
    /// <param name="learningRate">lr, the learning rate.</param>
    /// <param name="hyperparameters">The section's hyperparameters; those that the optimiser does not have are ignored.</param>
    /// <param name="clipNorm">The global norm to clip gradients to; 0 for none.</param>
    public static OptimizerSpec Spec(
        string optimizer, double learningRate, IReadOnlyDictionary<string, double> hyperparameters, double clipNorm)
    {
        Optimizer known = Optimizers.Parse(optimizer);
        return new OptimizerSpec
        {
            Optimizer = known,
            LearningRate = learningRate,
            Hyperparameters = known.Hyperparameters.ToDictionary(own => own.Name, own => hyperparameters[own.Name], StringComparer.Ordinal),
            ClipNorm = clipNorm,
        };
    }

    /// <summary>Names of the hyperparameters that an optimiser does not have.</summary>
    public static IEnumerable<string> NotOf(string optimizer) =>
        Hyperparameters.Select(known => known.Name).Except(Optimizers.Parse(optimizer).Hyperparameters.Select(own => own.Name));

    private static NumericSetting Setting(Hyperparameter known, string help) => new(known.Name, known.Default, help)
    {
        Min = known.Range.Inclusive ? known.Range.From : double.NegativeInfinity,
        Above = known.Range.Inclusive ? double.NegativeInfinity : known.Range.From,
        Below = known.Range.Below,
        Binary32 = true,
    };
}
