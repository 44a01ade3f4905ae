using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>One row of an experiment on images.</summary>
/// <param name="Representation">How an image becomes a sequence.</param>
/// <param name="Permutation">Which fixed permutation; 0 where nothing is permuted.</param>
/// <param name="LearningRate">lr.</param>
public sealed record ImageRow(Representation Representation, int Permutation, double LearningRate)
{
    /// <summary>The paper's name of the model, e.g. "transposed-permuted-2".</summary>
    public string Model => Representation.IsPermuted()
        ? string.Create(CultureInfo.InvariantCulture, $"{Representation.Name()}-{Permutation}")
        : Representation.Name();

    /// <summary>The learning rate as the paper writes it, e.g. "3e-05".</summary>
    public string Rate => LearningRate.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
}

/// <summary>The plan of section 3.2: an identity-initialised ReLU network reads images in seven representations.</summary>
internal static class ImagePlan
{
    /// <summary>Every representation with every permutation, where it has one, and every learning rate.</summary>
    public static IReadOnlyList<ImageRow> Rows(ImageSettings images) =>
    [
        .. from name in images.Representations
           let representation = Representations.Parse(name)
           from permutation in representation.IsPermuted() ? images.Permutations : [0]
           from rate in images.LearningRates
           select new ImageRow(representation, permutation, rate),
    ];

    /// <summary>The row that a run of the plan belongs to.</summary>
    public static ImageRow Row(RunSpec spec)
    {
        var task = (ImageTaskSpec)spec.Task;
        return new ImageRow(task.Representation, task.Permutation, spec.Optimizer.LearningRate);
    }

    /// <summary>The runs of these settings.</summary>
    /// <param name="settings">For seed and engine.</param>
    /// <param name="images">The section to plan.</param>
    /// <param name="paper">The same section as the paper has it; what differs is named in the runs' ids.</param>
    public static IReadOnlyList<RunSpec> Of(HarnessSettings settings, ImageSettings images, ImageSettings paper) =>
        [.. Rows(images).Select(row => Spec(settings, images, paper, row))];

    private static RunSpec Spec(HarnessSettings settings, ImageSettings images, ImageSettings paper, ImageRow row)
    {
        ImageSetSpec? files = images.Files is null ? null : Files(images.Files);
        (int rows, int columns, int classes) = ImageSets.Shape(images.DataSet, files);
        (int steps, int width) = row.Representation.Shape(rows, columns);
        int subset = steps == rows * columns ? images.PixelTrainingSubset : images.TrainingSubset;
        return new RunSpec
        {
            Id = Id(settings, images, paper, row, subset),
            Task = new ImageTaskSpec
            {
                DataSet = images.DataSet,
                Files = files,
                Representation = row.Representation,
                Permutation = row.Permutation,
                TrainingSubset = subset,
                AccuracySubset = images.AccuracySubset,
            },
            Model = new ModelSpec
            {
                Cell = Cell.Vanilla,
                Inputs = width,
                Hidden = images.Hidden,
                Classes = classes,
                Readout = Readout.LastStep,
            },
            Optimizer = new OptimizerSpec
            {
                LearningRate = row.LearningRate,
                Rho = images.Rho,
                Epsilon = images.Epsilon,
                ClipNorm = images.ClipNorm,
            },
            BatchSize = images.BatchSize,
            Epochs = images.Epochs,
            Seed = settings.Seed,
            Engine = settings.Engine,
        };
    }

    private static ImageSetSpec Files(IReadOnlyList<string> names) => new()
    {
        TrainImages = new ImageFileSpec { Name = names[0] },
        TrainLabels = new ImageFileSpec { Name = names[1] },
        TestImages = new ImageFileSpec { Name = names[2] },
        TestLabels = new ImageFileSpec { Name = names[3] },
    };

    // The paper's own style: representation@batch@hidden@learning rate.
    private static string Id(HarnessSettings settings, ImageSettings images, ImageSettings paper, ImageRow row, int subset)
    {
        string variant = VariantSuffix.Between(
            paper,
            images,
            nameof(images.DataSet), nameof(images.Files), nameof(images.Representations), nameof(images.Permutations),
            nameof(images.LearningRates), nameof(images.BatchSize), nameof(images.Hidden),
            nameof(images.TrainingSubset), nameof(images.PixelTrainingSubset), nameof(images.PixelMeasuredImages));
        string trainedOn = subset == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"+TrainingSubset={subset}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{images.DataSet}/{row.Model}@{images.BatchSize}@{images.Hidden}@{row.Rate}{variant}{trainedOn}{PaperSettings.EngineSuffix(settings.Engine)}/seed-{settings.Seed}");
    }
}

/// <summary>Section 3.2: MNIST read row by row, column by column, pixel by pixel, and in fixed random orders.</summary>
public sealed class Mnist : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Mnist";

    /// <inheritdoc/>
    public string Description => "Section 3.2, Tables 1, 3, 4, Figs. 8, 9: handwritten digits in seven representations";

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => ImagePlan.Of(settings, settings.Mnist, PaperSettings.Value.Mnist);

    /// <inheritdoc/>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs) => new(Name, [Scores(runs)], []);

    private static Table Scores(IReadOnlyList<FinishedRun> runs) => new(
        "Table3",
        "Top scores of each model by accuracy on the test set",
        ["Model", "Epoch", "acc", "vacc", "loss", "vloss"],
        [
            .. from run in runs
               where run.Epochs.Count > 0
               let best = run.Best("vacc")
               orderby best.Metrics["vacc"] descending
               select (IReadOnlyList<string>)
               [
                   run.Spec.Id[..run.Spec.Id.LastIndexOf('/')],
                   best.Epoch.ToString(CultureInfo.InvariantCulture),
                   .. new[] { best.Accuracy, best.Metrics["vacc"], best.Loss, best.Metrics["vloss"] }
                       .Select(value => value.ToString("F3", CultureInfo.InvariantCulture)),
               ],
        ],
        []);
}
