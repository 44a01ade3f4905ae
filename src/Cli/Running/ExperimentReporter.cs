using System.Diagnostics;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Requests;
using RnnMemory.Experiments.Framework;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Running;

/// <summary>Reports each experiment when its runs have ended, and what was done when all have.</summary>
/// <param name="request">What was asked for.</param>
/// <param name="store">The run store.</param>
/// <param name="origins">Where the runs came from.</param>
/// <param name="withFigures">Whether figures are drawn.</param>
internal sealed class ExperimentReporter(Request request, RunStore store, RunOrigins origins, bool withFigures)
{
    private readonly List<ExperimentResult> results = [];
    private bool isReported = true;

    /// <summary>Whether every report was written, and nothing differs from what was accepted.</summary>
    public bool IsFine => isReported && results.All(result => result.Expected.Changed.Count == 0);

    /// <summary>Writes and prints an experiment's tables and figures if its runs are there, as far as they are.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="planned">Its runs.</param>
    /// <param name="outcome">How they ended.</param>
    /// <param name="start">When the first began, as a <see cref="Stopwatch"/>'s timestamp.</param>
    public void Report(IExperiment experiment, IReadOnlyList<RunSpec> planned, TrainingOutcome outcome, long start)
    {
        MeasuredRun[] runs = [.. planned.Where(run => outcome.Finished.ContainsKey(run.Id)).Select(run => outcome.Finished[run.Id])];
        bool isWhole = runs.Length == planned.Count;
        AvailableExhibits? exhibits = null;
        ExpectedComparison expected = ExpectedComparison.None;
        if (isWhole || runs.Length + outcome.WithoutData.Count == planned.Count)
        {
            isReported &= IsDone(experiment, () =>
            {
                exhibits = isWhole
                    ? AvailableExhibits.OfAll(experiment, request.Loaded, runs)
                    : AvailableExhibits.OfStored(experiment, request.Loaded, store);
                ReportPrinter.Print(request, experiment, exhibits, withFigures);

                // One experiment's summary is its own table; to compare figures takes as long as drawing them.
                if (request.Experiments.Count > 1)
                {
                    expected = ExpectedComparer.Of(
                        experiment,
                        request.Loaded,
                        [.. exhibits.Made.Where(made => withFigures || made.Exhibit is Table)],
                        [.. runs.Select(run => run.Run)]);
                }
            });
        }

        (int trained, int recorded) = origins.Count(runs.Select(run => run.Run.Spec.Id));
        results.Add(new ExperimentResult(experiment.Name, planned.Count, Stopwatch.GetElapsedTime(start))
        {
            Trained = trained,
            Recorded = recorded,
            Stored = runs.Length - trained - recorded,
            Failed = outcome.FailedCount,
            WithoutData = outcome.WithoutData.Count,
            NotMade = exhibits?.NotMade ?? [.. experiment.Items(request.Loaded).Select(item => item.Name)],
            Expected = expected,
        });
    }

    /// <summary>Prints what was done about every experiment, and what could not be done on this machine.</summary>
    /// <param name="outcome">How all runs ended.</param>
    public void PrintSummary(TrainingOutcome outcome)
    {
        Console.WriteLine();
        Console.Write(TableFormat.Text(ExperimentResult.Summary(results, request.Loaded.Profile)));
        foreach (IGrouping<string, string> reason in outcome.WithoutData.GroupBy(run => run.Value.Message, run => run.Key))
        {
            string[] ids = [.. reason];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Left out for want of data, {ids.Length} run{(ids.Length == 1 ? "" : "s")}: {reason.Key}"));
            foreach (string id in ids)
            {
                Console.WriteLine($"  {id}");
            }
        }
    }

    // If a report fails, because of a full disk or a damaged state, the next experiment must still be trained.
    private static bool IsDone(IExperiment experiment, Action report)
    {
        try
        {
            report();
            return true;
        }
        catch (UserError error)
        {
            ThisProgram.Errors.Print(error.Message);
            return false;
        }
        catch (Exception error) when (OutOfMemory.IsCauseOf(error))
        {
            ThisProgram.Errors.Print($"{experiment.Name}: {OutOfMemory.Message}");
            return false;
        }
    }
}
