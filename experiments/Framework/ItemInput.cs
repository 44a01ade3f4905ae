using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Framework;

/// <summary>The input of a table or figure.</summary>
/// <param name="Loaded">The settings of the plan.</param>
/// <param name="Plan">All planned runs that belong to it.</param>
/// <param name="Runs">The available runs among them, in the order of the plan, with the measures that the item needs.</param>
public sealed record ItemInput(LoadedSettings Loaded, IReadOnlyList<RunSpec> Plan, IReadOnlyList<MeasuredRun> Runs);
