using RnnMemory.Basics;
using RnnMemory.Experiments.Framework;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit.Sdk;
using Xunit.v3;

namespace RnnMemory.Experiments.Theories;

/// <summary>
/// Hands the runs of the selected tests to the scheduler before the first of them starts. Tests of one class run one after another, so
/// without this only one processor would ever train. Only an orderer knows which tests the filter has selected.
/// </summary>
/// <typeparam name="TExperiment">The experiment of the test class.</typeparam>
public sealed class ScheduleAhead<TExperiment> : ITestCaseOrderer
    where TExperiment : IExperiment, new()
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase
    {
        try
        {
            TExperiment experiment = new();
            LoadedSettings loaded = HarnessSession.Loaded;
            IReadOnlyList<RunSpec> plan = experiment.Plan(loaded);
            IReadOnlyList<Item> items = experiment.Items(loaded);
            foreach (RunSpec spec in plan.Where(spec => testCases.Any(test => IsNeeded(experiment, spec, test))))
            {
                HarnessSession.Scheduler.Enqueue([spec], MeasuresFor(experiment, spec, items, testCases));
            }

            // A test comes after the tests that need earlier runs of the plan.
            return [.. testCases.OrderBy(test => plan.TakeWhile(spec => !IsNeeded(experiment, spec, test)).Count())];
        }
        catch (UserError)
        {
            // The settings are wrong; each test reports that itself, where `dotnet test` shows it.
            return testCases;
        }
    }

    private static bool IsNeeded(TExperiment experiment, RunSpec spec, ITestCase test) => experiment.Row(spec).IsNeededBy(test.Traits);

    private static IReadOnlyList<Measure> MeasuresFor<TTestCase>(
        TExperiment experiment, RunSpec spec, IReadOnlyList<Item> items, IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase =>
    [
        .. from item in items
           where testCases.Any(test => IsNeeded(experiment, spec, test) && IsOf(test, item))
           from measure in item.Measures(spec)
           group measure by measure.Name into same
           select same.First(),
    ];

    private static bool IsOf(ITestCase test, Item item) =>
        test.Traits.TryGetValue(RowTraits.Item, out IReadOnlyCollection<string>? names) && names.Contains(item.Name);
}
