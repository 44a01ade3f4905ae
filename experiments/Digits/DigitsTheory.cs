using RnnMemory.Experiments.Theories;
using Xunit;

namespace RnnMemory.Experiments.Digits;

/// <summary>
/// Section 3.2 on the embedded digits as tests: a row for each model, each table and each figure. The same under all profiles.
/// </summary>
[Trait("Experiment", "Digits")]
[TestCaseOrderer(typeof(ScheduleAhead<DigitsExperiment>))]
public sealed class DigitsTheory : RunTheory<DigitsExperiment>;
