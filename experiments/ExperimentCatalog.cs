using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Damage;
using RnnMemory.Experiments.Digits;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Increment;
using RnnMemory.Experiments.Latency;
using RnnMemory.Experiments.Memory;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Settings;

[assembly: Catalogue<ExperimentCatalog>]

namespace RnnMemory.Experiments;

/// <summary>Every experiment, in the paper's order.</summary>
public sealed class ExperimentCatalog : IExperimentCatalogue
{
    /// <summary>The experiments; names are unique without regard to case.</summary>
    public static IReadOnlyList<IExperiment> Experiments { get; } =
    [
        new IncrementExperiment(), new MnistExperiment(), new LatencyExperiment(), new DamageExperiment(), new MemoryExperiment(),
        new DigitsExperiment(),
    ];

    /// <summary>The settings sections of all experiments.</summary>
    public static IReadOnlyList<SettingsSection> Sections { get; } =
        [.. Experiments.Select(experiment => experiment.Section).DistinctBy(section => section.Name)];

    /// <summary>The experiment of that name, without regard to case.</summary>
    /// <exception cref="UserError">No experiment has that name.</exception>
    public static IExperiment Find(string name) =>
        Experiments.FirstOrDefault(experiment => experiment.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UserError.Unknown("experiment", name, Experiments.Select(experiment => experiment.Name));
}
