using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Experiments.Images;
using RnnMemory.Export;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>What is measured of networks that were really trained.</summary>
public sealed class TrainedModelTests(SmallDigits digits)
{
    private static readonly ImageSettings Images = SmallDigits.Settings.Digits;

    [Fact]
    public void Kept_states_give_the_accuracy_that_training_recorded()
    {
        Assert.Contains(digits.Runs, run => TrainedModel.KeptEpochs(run.Run).Count == 2);
        foreach (ImageRun run in digits.Runs)
        {
            foreach ((KeptEpoch epoch, _) in TrainedModel.KeptEpochs(run.Run))
            {
                Assert.Equal(TrainedModel.RecordOf(run.Run, epoch)!.Metrics["vacc"], ModelMeasures.DamageOf(run, epoch, 360)![0]);
                Assert.Equal(TrainedModel.RecordOf(run.Run, epoch)!.Metrics["vacc"], ModelMeasures.LatencyOf(run, epoch, 360)!.Correct / 360.0);
            }
        }
    }

    [Fact]
    public void Models_that_read_pixels_are_measured_on_the_first_images_only()
    {
        Assert.Equal([360, 360, 360, 360, 100], digits.Runs.Select(run => ModelMeasures.ImagesFor(run, Images)));
        Assert.Equal(100, ModelMeasures.LatencyOf(digits.Runs[4], KeptEpoch.Last, 100)!.Count);
        Assert.Equal(360, ModelMeasures.LatencyOf(digits.Runs[4], KeptEpoch.Last, 360)!.Count);
    }

    [Fact]
    public void An_exported_model_names_the_images_as_the_harness_does_in_plain_double_arithmetic()
    {
        using TemporaryFolder folder = new();
        foreach (ImageRun run in digits.Runs)
        {
            using TrainedModel model = TrainedModel.After(run.Run, KeptEpoch.Last)!;
            float[] parameters = new float[run.Run.Spec.Model.ParameterCount];
            model.Engine.Save(parameters);
            ModelExport.Write(folder["model.npz"], run.Run.Spec.Model, parameters, new Dictionary<string, string>());

            PlainNetwork network = new(folder["model.npz"]);
            (int[] answers, int[] expected) = ([.. First(100).Select(i => network.Answer(Sequence(model.Task, i)))], Answers(model, 100));
            Assert.Equal(expected, answers);
        }
    }

    [Fact]
    public void Table2_compares_sets_and_has_no_paper_where_there_is_none()
    {
        Table table = Table2.Of(digits.Runs, SmallDigits.Plan, SmallDigits.Settings, Images);

        Assert.Equal(["model", "weights", "images", "latency", "mean", "min", "max", "last ink"], table.Columns);
        Assert.Equal(4 * 4, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Equal(["original", "last", "all"], table.Rows[0].Take(3));
        Assert.Contains(table.Notes, note => note.StartsWith("transposed stops ", StringComparison.Ordinal));
        Assert.DoesNotContain(table.Rows, row => row[0].StartsWith("flattened", StringComparison.Ordinal));
    }

    [Fact]
    public void Table2Models_has_all_models_and_their_last_ink()
    {
        Table table = Table2Models.Of(digits.Runs, SmallDigits.Plan, SmallDigits.Settings, Images);

        Assert.Equal(["8", "8", "8", "8", "64"], table.Rows.Select(row => row[1]));
        Assert.Equal(["360", "360", "360", "360", "100"], table.Rows.Select(row => row[2]));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Equal(MeanLastInk(image => image.Chunk(8).ToArray()), double.Parse(table.Rows[0][9], System.Globalization.CultureInfo.InvariantCulture), 4);
    }

    [Fact]
    public void Damage_table_and_curves_have_the_scripts_levels()
    {
        Table table = DamageReport.TableOf(digits.Runs, SmallDigits.Plan, SmallDigits.Settings, Images);
        LineFigure figure = DamageReport.FigureOf(digits.Runs, SmallDigits.Settings, Images);

        Assert.Equal(["0", "0.01", "0.05", "0.1", "0.2", "0.3", "0.5"], table.Columns.Skip(3));
        Assert.Contains("not part of the paper", table.Title);
        Assert.Contains("not part of the paper", figure.Title);
        Assert.Equal([0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5], figure.Curves[0].X);
        Assert.Equal(["original", "transposed", "original-permuted-1", "transposed-permuted-1", "flattened"], figure.Curves.Select(curve => curve.Label.Split(',')[0]));

        // A model that learned anything knows less of half an image.
        Assert.True(figure.Curves[0].Y[0] > figure.Curves[0].Y[^1]);
    }

    [Fact]
    public void Measures_side_by_side_are_those_of_one_after_the_other()
    {
        Assert.Equal(
            digits.Runs.Select(run => run.Name),
            ModelMeasures.SideBySide(digits.Runs, workers: 3, run => run.Name));
        Assert.Equal(
            DamageReport.TableOf(digits.Runs, SmallDigits.Plan, SmallDigits.Settings with { Workers = 1 }, Images).Rows,
            DamageReport.TableOf(digits.Runs, SmallDigits.Plan, SmallDigits.Settings with { Workers = 3 }, Images).Rows);
    }

    private static IEnumerable<int> First(int count) => Enumerable.Range(0, count);

    // What the network gets to see, from the images themselves.
    private static double[][] Sequence(ImageTask task, int index)
    {
        byte[] image = task.Test.Images.Image(index).ToArray();
        return [.. task.Test.Map.Pixels.ToArray().Select(pixel => image[pixel] / 16.0).Chunk(task.Test.Map.Width)];
    }

    private static int[] Answers(TrainedModel model, int count)
    {
        List<int> answers = [];
        int[] classes = new int[model.Batch.Batch];
        for (int first = 0; first < count; first += model.Batch.Rows)
        {
            model.Task.Test.FillRange(first, count, model.Batch);
            model.Engine.Predict(model.Batch, classes, new float[model.Batch.Batch]);
            answers.AddRange(classes[..model.Batch.Rows]);
        }

        return [.. answers];
    }

    private static double MeanLastInk(Func<byte[], byte[][]> lines)
    {
        ImageSet test = RnnMemory.Data.Digits.Read().Test;
        return Enumerable.Range(0, test.Count).Average(i => lines(test.Image(i).ToArray()).Index().Where(line => line.Item.Any(pixel => pixel > 0)).Max(line => line.Index + 1));
    }
}
