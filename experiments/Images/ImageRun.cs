using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Experiments.Framework;
using RnnMemory.Measures;
using RnnMemory.Paper;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>A measured run of an image plan, and the values that tables show of it.</summary>
/// <param name="Measured">The run with its measures.</param>
/// <param name="PaperEpochs">Epochs of the paper's models (assumption C7).</param>
internal sealed record ImageRun(MeasuredRun Measured, int PaperEpochs)
{
    /// <summary>The runs of an input, in its order.</summary>
    /// <param name="input">The input of the table or figure.</param>
    public static IReadOnlyList<ImageRun> Of(ItemInput input)
    {
        int paperEpochs = input.Loaded.Paper.Section<ImageSettings>(ImageSections.Mnist).Epochs;
        return [.. input.Runs.Select(run => new ImageRun(run, paperEpochs))];
    }

    /// <summary>The run.</summary>
    public FinishedRun Run => Measured.Run;

    /// <summary>Its place in the plan.</summary>
    public ImageRow Row { get; } = ImageRow.Of(Measured.Run.Spec);

    /// <summary>The task that it was trained on.</summary>
    public ImageTaskSpec Task => (ImageTaskSpec)Run.Spec.Task;

    /// <summary>The model's name as in Table 3, e.g. "transposed random permute 2@16@128@3e-05".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Row.PaperName}@{Run.Spec.BatchSize}@{Run.Spec.Model.Hidden}@{Row.Rate}");

    /// <summary>The seed of the run.</summary>
    public long Seed => Run.Spec.Seed;

    /// <summary>Its name in sentences: with the seed, unless that is the paper plan's only one, 0.</summary>
    public string NameWithSeed => Seed == 0 ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name}, seed {Seed}");

    /// <summary>Whether it diverged or froze, so that no later epoch could change it.</summary>
    public bool HasStopped => Run.Divergence is not null || Run.Epochs.Any(epoch => epoch.Frozen);

    /// <summary>T, the number of time steps.</summary>
    public int Steps
    {
        get
        {
            (int rows, int columns, _) = ImageSets.Shape(Task.DataSet, Task.Files);
            return Row.Representation.Shape(rows, columns).Steps;
        }
    }

    /// <summary>Whether it reads a pixel a step.</summary>
    public bool ReadsPixels => ImageRow.ReadsPixels(Run.Spec);

    /// <summary>The first epoch with the highest test accuracy; null if the run diverged in its first epoch.</summary>
    public EpochRecord? Best => Run.Kept(KeptEpoch.Best);

    /// <summary>The same model in the paper's Table 3; null if the paper has none.</summary>
    public PublishedRun? Published => Task.DataSet != Data.Mnist.Name ? null : Paper.Published.Table3.FirstOrDefault(row =>
        row.Representation == Row.Representation.Name()
        && row.Permutation == (Row.Representation.IsPermuted() ? Row.Permutation : null)
        && (row.Batch, row.Hidden, row.LearningRate) == (Run.Spec.BatchSize, Run.Spec.Model.Hidden, Row.LearningRate));

    /// <summary>Whether the paper has the model, but trained it for another number of epochs.</summary>
    public bool IsOfOtherLength => Published is not null && Run.Spec.Epochs != PaperEpochs;

    /// <summary>
    /// Test accuracy after every epoch of the plan. The epochs that a run missed because it diverged count as the share of class 0 among
    /// the test images: the arg max of a row of NaN is taken as class 0 (assumption C5).
    /// </summary>
    public IReadOnlyList<double> TestAccuracies =>
    [
        .. Run.Epochs.Select(epoch => epoch.Metrics[ImageMetrics.TestAccuracy]),
        .. Enumerable.Range(0, Run.Spec.Epochs - Run.Epochs.Count).Select(_ => ShareOfClass0),
    ];

    /// <summary>Test accuracy after the last epoch of the plan.</summary>
    public double LastTestAccuracy => TestAccuracies[^1];

    /// <summary>The highest test accuracy.</summary>
    public double BestTestAccuracy => Best?.Metrics[ImageMetrics.TestAccuracy] ?? ShareOfClass0;

    private double ShareOfClass0 => Measured.Of(ImageMeasures.Classes).Share(0);
}
