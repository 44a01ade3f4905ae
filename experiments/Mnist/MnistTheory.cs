using RnnMemory.Experiments.Theories;
using Xunit;

namespace RnnMemory.Experiments.Mnist;

/// <summary>Section 3.2 as tests: a row for each of the 26 models, each table and each figure.</summary>
[Trait("Experiment", "Mnist")]
[TestCaseOrderer(typeof(ScheduleAhead<MnistExperiment>))]
public sealed class MnistTheory : RunTheory<MnistExperiment>;
