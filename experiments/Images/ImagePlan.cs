using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Experiments.Framework;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Images;

/// <summary>The plan of section 3.2: an identity-initialised ReLU network reads images in seven representations.</summary>
internal static class ImagePlan
{
    /// <summary>
    /// Every representation with every learning rate and, if it is permuted, with every permutation; each of these with every seed.
    /// </summary>
    /// <param name="loaded">The settings.</param>
    /// <param name="section">The name of the section to plan.</param>
    public static IReadOnlyList<RunSpec> Of(LoadedSettings loaded, string section)
    {
        ImageSettings images = loaded.Settings.Section<ImageSettings>(section);
        ImageSettings paper = loaded.Paper.Section<ImageSettings>(section);
        RequireEnoughImages(loaded, section, images);
        return
        [
            .. from name in images.Representations
               let representation = Representations.Parse(name)
               from permutation in representation.IsPermuted() ? images.Permutations : [0]
               from rate in images.LearningRates
               from seed in loaded.Settings.EverySeed()
               select Spec(loaded, images, paper, new ImageRow(representation, permutation, rate), seed),
        ];
    }

    /// <summary>The files of a set; null for a built-in set.</summary>
    private static ImageSetSpec? Files(ImageSettings images) =>
        images.Files is not [var trainImages, var trainLabels, var testImages, var testLabels] ? null : new()
        {
            TrainImages = new ImageFileSpec { Name = trainImages },
            TrainLabels = new ImageFileSpec { Name = trainLabels },
            TestImages = new ImageFileSpec { Name = testImages },
            TestLabels = new ImageFileSpec { Name = testLabels },
        };

    // Only the plan knows which settings the numbers came from. If the set's size is still unknown, training checks them.
    private static void RequireEnoughImages(LoadedSettings loaded, string section, ImageSettings images)
    {
        ImageSetSpec? files = Files(images);
        if (ImageSets.TrainCount(images.DataSet, files) is not { } whole)
        {
            return;
        }

        foreach (string name in images.Representations)
        {
            (int subset, string from) = Subset(images, Representations.Parse(name), ImageSets.Shape(images.DataSet, files));
            Require(subset <= whole, subset, from, $"at most the {whole} training images of '{images.DataSet}' (0: all)");
            int available = subset == 0 ? whole : subset;
            Require(images.BatchSize <= available, images.BatchSize, nameof(images.BatchSize), $"at most the {available} images that '{name}' trains on");
        }

        void Require(bool holds, int value, string setting, string rule)
        {
            if (!holds)
            {
                string key = $"{section}:{setting}";
                string source = loaded.Described.FirstOrDefault(described => described.Name == key)?.Source ?? "default";
                throw new UserError(string.Create(CultureInfo.InvariantCulture, $"{key} = {value} ({source}) must be {rule}."));
            }
        }
    }

    // The number of training images, and the setting that gives it.
    private static (int Images, string Setting) Subset(
        ImageSettings images, Representation representation, (int Rows, int Columns, int Classes) set) =>
        representation.Shape(set.Rows, set.Columns).Steps == set.Rows * set.Columns
            ? (images.PixelTrainingSubset, nameof(images.PixelTrainingSubset))
            : (images.TrainingSubset, nameof(images.TrainingSubset));

    /// <summary>Whether a run reads the section's data set, with whatever seed and settings.</summary>
    public static bool CouldHave(RunSpec spec, LoadedSettings loaded, string section) =>
        spec.Task is ImageTaskSpec task && task.DataSet == loaded.Settings.Section<ImageSettings>(section).DataSet;

    private static RunSpec Spec(LoadedSettings loaded, ImageSettings images, ImageSettings paper, ImageRow row, long seed)
    {
        ImageSetSpec? files = Files(images);
        (int rows, int columns, int classes) = ImageSets.Shape(images.DataSet, files);
        int width = row.Representation.Shape(rows, columns).Width;
        int subset = Subset(images, row.Representation, (rows, columns, classes)).Images;
        Cell cell = Cells.Parse(images.Cell);
        return new RunSpec
        {
            Id = Id(loaded, images, paper, row, subset, seed),
            Task = new ImageTaskSpec
            {
                DataSet = images.DataSet,
                Files = files,
                Representation = row.Representation,
                Permutation = row.Permutation,
                SquareBox = images.SquareBox,
                TrainingSubset = subset,
                AccuracySubset = images.AccuracySubset,
            },
            Model = new ModelSpec
            {
                Cell = cell,
                Inputs = width,
                Hidden = images.Hidden,
                Classes = classes,
                Readout = Readout.LastStep,
                KernelDeviation = KnownCells.DeviationOf(cell, images.KernelDeviation),
            },
            Optimizer = KnownOptimizers.Spec(images.Optimizer, row.LearningRate, images.Hyperparameters, images.ClipNorm),
            BatchSize = images.BatchSize,
            Epochs = images.Epochs,
            Seed = seed,
            Engine = loaded.Settings.Engine,
        };
    }

    // The paper's own style of names: representation@batch@hidden@learning rate.
    private static string Id(LoadedSettings loaded, ImageSettings images, ImageSettings paper, ImageRow row, int subset, long seed)
    {
        string variant = VariantSuffix.Between(
            paper,
            images,
            [nameof(images.DataSet), nameof(images.Files), nameof(images.Representations), nameof(images.Permutations),
            nameof(images.LearningRates), nameof(images.BatchSize), nameof(images.Hidden),
            nameof(images.TrainingSubset), nameof(images.PixelTrainingSubset), nameof(images.PixelMeasuredImages),
            nameof(images.MemoryImages),
            .. KnownOptimizers.NotOf(images.Optimizer), .. KnownCells.NotOf(Cells.Parse(images.Cell))]);
        string trainedOn = subset == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"+TrainingSubset={subset}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{images.DataSet}/{row.Model}@{images.BatchSize}@{images.Hidden}@{row.Rate}{variant}{trainedOn}{EngineSuffix.Of(loaded)}/seed-{seed}");
    }
}
