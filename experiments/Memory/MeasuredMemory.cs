using RnnMemory.Data;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Runs;

namespace RnnMemory.Experiments.Memory;

/// <summary>What the state of a model remembers at its best epoch.</summary>
/// <param name="Run">The model.</param>
/// <param name="Memory">The readouts; null if the run diverged in its first epoch.</param>
internal sealed record MeasuredMemory(ImageRun Run, MemoryReadout? Memory)
{
    /// <summary>What was measured of a run.</summary>
    /// <param name="run">The model.</param>
    /// <param name="images">The section of the plan.</param>
    public MeasuredMemory(ImageRun run, ImageSettings images)
        : this(run, run.Measured.Of(ImageMeasures.Memory(images), KeptEpoch.Best))
    {
    }

    /// <summary>Steps in which a whole line of the image is read: 1, or the line's number of pixels.</summary>
    public int Line { get; } = Run.ReadsPixels ? ImageSets.Shape(Run.Task.DataSet, Run.Task.Files).Columns : 1;

    /// <summary>The measures that the table and the figures need of a run.</summary>
    /// <param name="images">The section of the plan.</param>
    public static IReadOnlyList<Measure> Needs(ImageSettings images) => [ImageMeasures.Classes, ImageMeasures.Memory(images)];

    /// <summary>The readout of what was shown so many lines ago; null if it was not measured.</summary>
    public LagReadout? Ago(int lines) => Memory?.Lags.FirstOrDefault(lag => lag.Lag == lines * Line);

    /// <summary>The share of images whose digit can be read after a share of the steps.</summary>
    public double? DigitAfter(double share) => Memory?.Steps.LastOrDefault(step => step.Step <= share * Run.Steps)?.Accuracy;
}
