using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Paper;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>A finished run of an image plan and what tables ask of it.</summary>
/// <param name="Run">The run.</param>
internal sealed record ImageRun(FinishedRun Run)
{
    /// <summary>Its place in the plan.</summary>
    public ImageRow Row { get; } = ImagePlan.Row(Run.Spec);

    /// <summary>What it was asked.</summary>
    public ImageTaskSpec Task => (ImageTaskSpec)Run.Spec.Task;

    /// <summary>The model's name as in Table 3, e.g. "transposed random permute 2@16@128@3e-05".</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Row.PaperName}@{Run.Spec.BatchSize}@{Run.Spec.Model.Hidden}@{Row.Rate}");

    /// <summary>T.</summary>
    public int Steps
    {
        get
        {
            (int rows, int columns, _) = ImageSets.Shape(Task.DataSet, Task.Files);
            return Row.Representation.Shape(rows, columns).Steps;
        }
    }

    /// <summary>Whether it reads a pixel a step.</summary>
    public bool ReadsPixels => Run.Spec.Model.Inputs == 1;

    /// <summary>The first epoch with the highest test accuracy; null if the run diverged in its first.</summary>
    public EpochRecord? Best => Run.Epochs.Count == 0 ? null : Run.Best("vacc");

    /// <summary>The same model in the paper's Table 3; null if the paper has none.</summary>
    public PublishedRun? Published => Task.DataSet != Data.Mnist.Name ? null : Paper.Published.Table3.FirstOrDefault(row =>
        row.Representation == Row.Representation.Name()
        && row.Permutation == (Row.Representation.IsPermuted() ? Row.Permutation : null)
        && (row.Batch, row.Hidden, row.LearningRate) == (Run.Spec.BatchSize, Run.Spec.Model.Hidden, Row.LearningRate));

    /// <summary>
    /// Test accuracy after every epoch of the plan. The epochs that a run missed because it diverged count as the share of class 0 among
    /// the test images: the arg max of a row of NaN is taken as class 0 (assumption C5).
    /// </summary>
    public IReadOnlyList<double> TestAccuracies =>
    [
        .. Run.Epochs.Select(epoch => epoch.Metrics["vacc"]),
        .. Enumerable.Range(0, Run.Spec.Epochs - Run.Epochs.Count).Select(_ => ShareOfClass0()),
    ];

    /// <summary>Test accuracy after the last epoch of the plan.</summary>
    public double LastTestAccuracy => TestAccuracies[^1];

    /// <summary>The highest test accuracy.</summary>
    public double BestTestAccuracy => Best?.Metrics["vacc"] ?? ShareOfClass0();

    private double ShareOfClass0()
    {
        ImageSet test = ImageSets.Load(Task.DataSet, Task.Files).Test;
        return (double)test.Labels.Count((byte)0) / test.Count;
    }
}
