using RnnMemory.Experiments.Theories;
using Xunit;

namespace RnnMemory.Experiments.Increment;

/// <summary>The increment experiment as tests: a row for each run, for the table, and for each of Figs. 5-7.</summary>
[Trait("Experiment", "Increment")]
[TestCaseOrderer(typeof(ScheduleAhead<IncrementExperiment>))]
public sealed class IncrementTheory : RunTheory<IncrementExperiment>;
