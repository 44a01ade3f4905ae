using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Experiments.Damage;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Latency;
using RnnMemory.Export;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Experiments;

/// <summary>Measures of networks that were really trained, and the tables made of them.</summary>
public sealed class MeasuredRunsTests(SmallDigits digits)
{
    private static readonly ImageSettings Images = SmallDigits.Images;

    [Fact]
    public void Kept_states_give_the_accuracy_that_training_recorded()
    {
        Assert.Contains(digits.Runs, run => run.Run.Kept(KeptEpoch.Last) != run.Run.Kept(KeptEpoch.Best));
        foreach (MeasuredRun run in digits.Runs.Where(run => !ImageRow.ReadsPixels(run.Run.Spec)))
        {
            foreach (KeptEpoch kept in Enum.GetValues<KeptEpoch>())
            {
                double recorded = run.Run.Kept(kept)!.Metrics[ImageMetrics.TestAccuracy];
                Assert.Equal(recorded, run.Of(ImageMeasures.Damage(run.Run.Spec, Images), kept)![0]);
                Assert.Equal(recorded, run.Of(ImageMeasures.Latency(run.Run.Spec, Images), kept)!.Correct / 360.0);
            }
        }
    }

    [Fact]
    public void Models_that_read_pixels_are_measured_on_the_first_images_only() =>
        Assert.Equal([360, 360, 360, 360, 100], digits.Runs.Select(run => run.Of(ImageMeasures.Latency(run.Run.Spec, Images), KeptEpoch.Last)!.Count));

    [Fact]
    public void An_exported_model_names_the_images_as_the_harness_does_in_plain_double_arithmetic()
    {
        using TemporaryFolder folder = new();
        foreach (FinishedRun run in digits.Runs.Select(run => run.Run))
        {
            var task = (ImageTask)run.Spec.Task.Open(run.Spec.Seed);
            float[] parameters = TrainedParameters.Of(run, KeptEpoch.Last, RunIdentity.Of(run.Spec, EngineCatalog.Known[run.Spec.Engine]));
            ModelExport.Write(folder["model.npz"], run.Spec.Model, parameters, new Dictionary<string, string>());

            PlainNetwork network = new(folder["model.npz"]);
            int[] answers = [.. Enumerable.Range(0, 100).Select(i => network.Answer(Sequence(task, i)))];
            Assert.Equal(Answers(run.Spec, task, parameters, 100), answers);
        }
    }

    [Fact]
    public void Table2_compares_sets_and_has_no_paper_where_there_is_none()
    {
        Table table = Show(Table2.Name);

        Assert.Equal(["model", "weights", "images", "latency", "mean", "min", "max", "last ink"], table.Headings());
        Assert.Equal(4 * 4, table.Rows.Count);
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Equal(["original", "last", "all"], table.Text(0).Take(3));
        Assert.Contains(table.Notes, note => note.StartsWith("Networks reading transposed settle ", StringComparison.Ordinal));
        Assert.DoesNotContain(table.Rows, row => ((string)row[0]!).StartsWith("flattened", StringComparison.Ordinal));
    }

    [Fact]
    public void Table2Models_has_all_models_and_their_last_ink()
    {
        Table table = Show(Table2Models.Name);

        Assert.Equal(["8", "8", "8", "8", "64"], table.Rows.Select((_, row) => table.Text(row)[1]));
        Assert.Equal(["360", "360", "360", "360", "100"], table.Rows.Select((_, row) => table.Text(row)[2]));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
        Assert.Equal(MeanLastInk(image => image.Chunk(8).ToArray()), (double)table.Rows[0][9]!, 12);
    }

    [Fact]
    public void Damage_table_and_curves_have_the_scripts_levels()
    {
        Table table = Show(DamageTable.Name);
        var figure = Assert.IsType<LineFigure>(Planned.Exhibit(SmallDigits.Experiment, DamageFigure.Name, SmallDigits.Loaded, digits.Runs));

        Assert.Equal(["0", "0.01", "0.05", "0.1", "0.2", "0.3", "0.5"], table.Headings().Skip(3));
        Assert.Contains("not part of the paper", table.Title);
        Assert.Contains("not part of the paper", figure.Title);
        Assert.Equal([0, 0.01, 0.05, 0.1, 0.2, 0.3, 0.5], figure.Curves[0].X);
        Assert.Equal(["original", "transposed", "original-permuted-1", "transposed-permuted-1", "flattened"], figure.Curves.Select(curve => curve.Label.Split(',')[0]));

        // A model that has learned anything is less accurate on half an image.
        Assert.True(figure.Curves[0].Y[0] > figure.Curves[0].Y[^1]);
    }

    [Fact]
    public void Runs_trained_and_measured_side_by_side_are_those_of_one_worker()
    {
        using TemporaryFolder folder = new();
        IReadOnlyList<MeasuredRun> single = SmallDigits.Train(folder.Path, workers: 1);

        Assert.Equal(
            TableFormat.Csv(Show(DamageTable.Name)),
            TableFormat.Csv((Table)Planned.Exhibit(SmallDigits.Experiment, DamageTable.Name, SmallDigits.Loaded, single)));
    }

    private Table Show(string name) => (Table)Planned.Exhibit(SmallDigits.Experiment, name, SmallDigits.Loaded, digits.Runs);

    // The network's inputs, computed from the images.
    private static double[][] Sequence(ImageTask task, int index)
    {
        byte[] image = task.Test.Images.Image(index).ToArray();
        return [.. task.Test.Map.Pixels.ToArray().Select(pixel => image[pixel] / 16.0).Chunk(task.Test.Map.Width)];
    }

    private static int[] Answers(RunSpec spec, ImageTask task, float[] parameters, int count)
    {
        using Minibatch batch = new(task.Steps, spec.BatchSize, task.Inputs, task.Readout);
        using IEngine engine = EngineCatalog.Known[spec.Engine].Create(spec.Model, spec.Optimizer, task.Steps, spec.BatchSize);
        engine.Load(parameters);
        List<int> answers = [];
        int[] classes = new int[batch.Batch];
        for (int first = 0; first < count; first += batch.Rows)
        {
            task.Test.FillRange(first, count, batch);
            engine.Predict(batch, classes, new float[batch.Batch]);
            answers.AddRange(classes[..batch.Rows]);
        }

        return [.. answers];
    }

    private static double MeanLastInk(Func<byte[], byte[][]> lines)
    {
        ImageSet test = RnnMemory.Data.Digits.Read().Test;
        return Enumerable.Range(0, test.Count).Average(i => lines(test.Image(i).ToArray()).Index().Where(line => line.Item.Any(pixel => pixel > 0)).Max(line => line.Index + 1));
    }
}
