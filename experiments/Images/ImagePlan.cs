using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

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
        ImageSetSpec? files = Files(images);
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
                [RmsProp.Rho] = images.Rho,
                [RmsProp.Epsilon] = images.Epsilon,
                ClipNorm = images.ClipNorm,
            },
            BatchSize = images.BatchSize,
            Epochs = images.Epochs,
            Seed = settings.Seed,
            Engine = settings.Engine,
        };
    }

    /// <summary>The files of a set that is not built in; null for one that is.</summary>
    public static ImageSetSpec? Files(ImageSettings images) => images.Files is not [var trainImages, var trainLabels, var testImages, var testLabels] ? null : new()
    {
        TrainImages = new ImageFileSpec { Name = trainImages },
        TrainLabels = new ImageFileSpec { Name = trainLabels },
        TestImages = new ImageFileSpec { Name = testImages },
        TestLabels = new ImageFileSpec { Name = testLabels },
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
