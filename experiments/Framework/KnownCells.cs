using RnnMemory.Models;
using RnnMemory.Settings;

namespace RnnMemory.Experiments.Framework;

/// <summary>The registry of cells as settings, and the settings that only some cells have.</summary>
public sealed class KnownCells : IKnownNames
{
    /// <summary>The name of the setting for the standard deviation of an input kernel.</summary>
    public const string KernelDeviation = "KernelDeviation";

    /// <inheritdoc/>
    public string Kind => "cell";

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Names => Cells.Names;

    /// <summary>
    /// The deviation in a model's spec: null for the paper's value, so that the spec stays as it was before there was this setting, and
    /// for cells whose kernel starts from another distribution.
    /// </summary>
    public static double? DeviationOf(Cell cell, double setting) =>
        IsSmallNormal(cell) && setting != Initialisation.SmallDeviation ? setting : null;

    /// <summary>Names of the settings that have no effect on a cell.</summary>
    public static IEnumerable<string> NotOf(Cell cell) => IsSmallNormal(cell) ? [] : [KernelDeviation];

    private static bool IsSmallNormal(Cell cell) => cell.Kernel == Initialiser.SmallNormal;
}
