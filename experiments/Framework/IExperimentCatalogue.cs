namespace RnnMemory.Experiments.Framework;

/// <summary>All experiments of an assembly.</summary>
public interface IExperimentCatalogue
{
    /// <summary>The experiments, in the paper's order; names are unique without regard to case.</summary>
    static abstract IReadOnlyList<IExperiment> Experiments { get; }
}

/// <summary>
/// Names the assembly's catalogue, by which the theories find all experiments. So a theory, which is in its experiment's folder, does not
/// depend on the other experiments.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
public abstract class CatalogueAttribute : Attribute
{
    /// <summary>The experiments of the catalogue.</summary>
    public abstract IReadOnlyList<IExperiment> Experiments { get; }
}

/// <inheritdoc cref="CatalogueAttribute"/>
/// <typeparam name="T">The catalogue.</typeparam>
public sealed class CatalogueAttribute<T> : CatalogueAttribute
    where T : IExperimentCatalogue
{
    /// <inheritdoc/>
    public override IReadOnlyList<IExperiment> Experiments => T.Experiments;
}
