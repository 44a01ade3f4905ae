using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>What a table or figure is made from.</summary>
/// <param name="Loaded">The settings of the plan.</param>
/// <param name="Plan">All runs that belong to it.</param>
/// <param name="Runs">Those among them that are at hand, in the order of the plan, with what the item asked to be measured.</param>
public sealed record ItemInput(LoadedSettings Loaded, IReadOnlyList<RunSpec> Plan, IReadOnlyList<MeasuredRun> Runs);
