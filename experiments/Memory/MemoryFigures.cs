using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Reports;

namespace RnnMemory.Experiments.Memory;

/// <summary>Memory of the best model of each representation: earlier inputs by lag, and the digit by step.</summary>
[Shown(place: 20)]
internal static class MemoryFigures
{
    /// <summary>File name and name in snapshots of the figure of earlier inputs.</summary>
    public const string ByLag = "MemoryByLag";

    /// <summary>File name and name in snapshots of the figure of the digit.</summary>
    public const string OfDigit = "MemoryOfDigit";

    /// <summary>What the experiment shows of it.</summary>
    public static IReadOnlyList<Item> Items(ImageSettings images) =>
    [
        new(ByLag, ItemKind.Figure, "earlier lines or pixels in the state", input => OfLags(input, images)) { Measures = _ => MeasuredMemory.Needs(images) },
        new(OfDigit, ItemKind.Figure, "the digit in the state", input => OfSteps(input, images)) { Measures = _ => MeasuredMemory.Needs(images) },
    ];

    /// <summary>R² of earlier inputs over the lag; lower values than -0.1 are cut off.</summary>
    public static LineFigure OfLags(ItemInput input, ImageSettings images)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return new LineFigure(
            ByLag,
            ImageNotes.Title("Memory (not in the paper): earlier inputs in the hidden state, best models", runs),
            "Lines read since",
            "Explained variance R²",
            [.. BestRuns.AcrossSeeds(runs).Select(model => ImageCurves.Of(model, run => Lags(new MeasuredMemory(run, images))))],
            [],
            YFrom: -0.1);
    }

    /// <summary>Accuracy of the digit over the share of the image that has been read.</summary>
    public static LineFigure OfSteps(ItemInput input, ImageSettings images)
    {
        IReadOnlyList<ImageRun> runs = ImageRun.Of(input);
        return new LineFigure(
            OfDigit,
            ImageNotes.Title("Memory (not in the paper): the digit in the hidden state, best models", runs),
            "Share of the image read",
            "Test accuracy of a linear readout",
            [.. BestRuns.AcrossSeeds(runs).Select(model => ImageCurves.Of(model, run => Steps(new MeasuredMemory(run, images))))],
            []);
    }

    private static (IReadOnlyList<double> Lines, IReadOnlyList<double> Explained) Lags(MeasuredMemory memory)
    {
        LagReadout[] lags = [.. (memory.Memory?.Lags ?? []).Where(lag => lag.FromState is not null)];
        return ([.. lags.Select(lag => (double)lag.Lag / memory.Line)], [.. lags.Select(lag => lag.FromState!.Value)]);
    }

    private static (IReadOnlyList<double> Shares, IReadOnlyList<double> Accuracies) Steps(MeasuredMemory memory)
    {
        IReadOnlyList<StepReadout> steps = memory.Memory?.Steps ?? [];
        return ([.. steps.Select(step => (double)step.Step / memory.Run.Steps)], [.. steps.Select(step => step.Accuracy)]);
    }
}
