using RnnMemory.Basics;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit.Sdk;
using Xunit.v3;

namespace RnnMemory.Experiments;

/// <summary>A run of an experiment and the traits that tell it from the others, e.g. Cell=gru.</summary>
/// <param name="Spec">The run.</param>
/// <param name="Traits">Name and value.</param>
public sealed record TraitedRun(RunSpec Spec, IReadOnlyDictionary<string, string> Traits)
{
    /// <summary>
    /// Whether a test with these traits needs the run. A row has all traits of its run; a figure has some of them, or none, and
    /// needs every run that has these.
    /// </summary>
    public bool IsNeededBy(IReadOnlyDictionary<string, IReadOnlyCollection<string>> testTraits) =>
        Traits.All(trait => !testTraits.TryGetValue(trait.Key, out IReadOnlyCollection<string>? values) || values.Contains(trait.Value));
}

/// <summary>A test class over the runs of an experiment.</summary>
public interface IRunTheory
{
    /// <summary>Every run under the settings of this `dotnet test`.</summary>
    static abstract IReadOnlyList<TraitedRun> Runs { get; }

    /// <summary>Every snapshot that its tests compare under these settings; another one under expected/ is an orphan.</summary>
    static abstract IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded);
}

/// <summary>
/// Hands the runs of the selected tests to the scheduler before the first of them starts. Tests of one class run one after
/// another, so without this only one processor would ever train; and only this place knows which tests the filter left.
/// </summary>
/// <typeparam name="T">The test class.</typeparam>
public sealed class ScheduleAhead<T> : ITestCaseOrderer
    where T : IRunTheory
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : notnull, ITestCase
    {
        try
        {
            IReadOnlyList<TraitedRun> runs = T.Runs;
            HarnessSession.Scheduler.Enqueue(runs.Where(run => testCases.Any(test => run.IsNeededBy(test.Traits))).Select(run => run.Spec));
            return [.. testCases.OrderBy(test => runs.TakeWhile(run => !run.IsNeededBy(test.Traits)).Count())];
        }
        catch (UserError)
        {
            // Wrong settings: each test says so itself, where `dotnet test` shows it.
            return testCases;
        }
    }
}
