using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>Lines below the tables of image experiments: how they differ from the paper's, and what went wrong in which run.</summary>
internal static class ImageNotes
{
    // If the best epoch is this far above the last one, the difference is not noise.
    private const double Collapse = 0.1;
    private const double HardlyMoreThanOneClass = 1.5;

    /// <summary>The length of training, and the missing runs of the plan.</summary>
    /// <param name="runs">The available runs.</param>
    /// <param name="plan">All runs that belong to the table.</param>
    public static IReadOnlyList<string> Scope(IReadOnlyList<ImageRun> runs, IReadOnlyList<RunSpec> plan)
    {
        string[] missing = [.. plan.Select(spec => spec.Id).Except(runs.Select(run => run.Run.Spec.Id))];
        return
        [
            .. runs.Select(Epochs).Distinct(),
            .. runs.Where(run => run.Task.TrainingSubset > 0).Select(Subset).Distinct(),
            .. missing.Length == 0 ? [] : new[] { Line($"{missing.Length} of {plan.Count} models are not trained yet and missing here: {string.Join(", ", missing)}.") },
        ];
    }

    /// <summary>A line for each run that diverged, stopped moving for good, learned nothing, or ended far below its best epoch.</summary>
    public static IReadOnlyList<string> Mishaps(IEnumerable<ImageRun> runs) => [.. runs.Select(Mishap).OfType<string>()];

    /// <summary>Text in the invariant culture.</summary>
    public static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The title, marked if the data set or the length of training is not the paper's.</summary>
    public static string Title(string title, IReadOnlyList<ImageRun> runs)
    {
        string[] sets = [.. runs.Select(run => run.Task.DataSet).Where(set => set != Data.Mnist.Name).Distinct().Select(set => $"data set {set}")];
        string[] lengths = [.. runs.Where(run => run.IsOfOtherLength).Select(run => Line($"{run.Run.Spec.Epochs} of {run.PaperEpochs} epochs")).Distinct()];
        string[] marks = [.. sets, .. lengths];
        return marks.Length == 0 ? title : $"{title} ({string.Join(", ", marks)})";
    }

    private static string Epochs(ImageRun run) => run.IsOfOtherLength
        ? Line($"NOT THE PAPER'S LENGTH: trained for {Counted(run.Run.Spec.Epochs)}; the paper's models for about {run.PaperEpochs} (assumption C7).")
        : Line($"Trained for {Counted(run.Run.Spec.Epochs)}.");

    private static string Counted(int epochs) => epochs == 1 ? "1 epoch" : Line($"{epochs} epochs");

    private static string Subset(ImageRun run) =>
        Line($"Models that read a {(run.ReadsPixels ? "pixel" : "line")} a step were trained on the first {run.Task.TrainingSubset:N0} images only.");

    private static string? Mishap(ImageRun run)
    {
        if (run.Run.Divergence is { } divergence)
        {
            return Line($"{divergence.Of(run.NameWithSeed)}. It was stopped there; every later epoch counts as vacc {run.LastTestAccuracy:F4}, the share of class 0 (assumption C5).");
        }

        if (run.Run.Epochs.FirstOrDefault(epoch => epoch.Frozen) is { } frozen)
        {
            return Line($"{run.NameWithSeed} collapsed and froze: in epoch {frozen.Epoch - 1} the probability of every training image's class lay outside the loss's clip, so every gradient was exactly zero and no parameter can move again. Epochs {frozen.Epoch} to {run.Run.Last.Epoch} were filled in without training; vacc stays {run.LastTestAccuracy:F4}.");
        }

        if (run.BestTestAccuracy * run.Run.Spec.Model.Classes < HardlyMoreThanOneClass)
        {
            return Line($"{run.NameWithSeed} learned nothing: its best vacc is {run.BestTestAccuracy:F4}, hardly more than naming one class for every image.");
        }

        return run.BestTestAccuracy - run.LastTestAccuracy > Collapse
            ? Line($"{run.NameWithSeed} collapsed: vacc {run.BestTestAccuracy:F4} after epoch {run.Best!.Epoch}, {run.LastTestAccuracy:F4} after the last.")
            : null;
    }
}
