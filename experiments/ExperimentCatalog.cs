using RnnMemory.Basics;

namespace RnnMemory.Experiments;

/// <summary>Every experiment, in the paper's order.</summary>
public static class ExperimentCatalog
{
    /// <summary>The experiments; names are unique without regard to case.</summary>
    public static IReadOnlyList<IExperiment> All { get; } = [new Increment(), new Mnist(), new MnistLatency(), new MnistDamage(), new EmbeddedDigits()];

    /// <summary>The experiment of that name, without regard to case.</summary>
    /// <exception cref="UserError">There is none.</exception>
    public static IExperiment Find(string name) =>
        All.FirstOrDefault(experiment => experiment.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw UserError.Unknown("experiment", name, All.Select(experiment => experiment.Name));
}
