using RnnMemory.Experiments.Digits;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Measures;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Tests.Experiments;

/// <summary>Records of image runs that were never trained, with test accuracies chosen by the test.</summary>
internal static class FakeImageRun
{
    private const int PaperEpochs = 244;

    // As many images of each class as the embedded digits have.
    private static readonly TestClasses Classes =
        new([.. Enumerable.Range(0, 10).Select(label => RnnMemory.Data.Digits.Read().Test.Labels.Count((byte)label))]);

    /// <summary>A run of the paper's plan on MNIST with as many epochs as accuracies.</summary>
    public static ImageRun OfMnist(string model, string rate, params double[] accuracies) => Of(new MnistExperiment(), model, rate, accuracies);

    /// <summary>A run of the plan on the embedded digits.</summary>
    public static ImageRun OfDigits(string model, string rate, params double[] accuracies) => Of(new DigitsExperiment(), model, rate, accuracies);

    /// <summary>The same run, with its last epochs filled in.</summary>
    public static ImageRun FrozenFrom(this ImageRun run, int epoch) =>
        Of(run.Run with { Epochs = [.. run.Run.Epochs.Select(record => record with { Frozen = record.Epoch >= epoch })] });

    /// <summary>The same run as one with more planned epochs that diverged after its recorded ones.</summary>
    public static ImageRun Diverged(this ImageRun run, int epochs) => Of(run.Run with
    {
        Spec = run.Run.Spec with { Epochs = epochs },
        Divergence = new Divergence(run.Run.Epochs.Count, 17, "the loss is not finite", []),
    });

    /// <summary>The same run, whose loss is the epoch's number plus 1, and on the test images plus 5.</summary>
    public static ImageRun WithLosses(this ImageRun run) => Of(run.Run with
    {
        Epochs =
        [
            .. run.Run.Epochs.Select(record => record with
            {
                Loss = record.Epoch + 1,
                Metrics = new Dictionary<string, double>(record.Metrics) { [ImageMetrics.TestLoss] = record.Epoch + 5 },
            }),
        ],
    });

    private static ImageRun Of(IExperiment experiment, string model, string rate, double[] accuracies)
    {
        RunSpec spec = experiment.Plan(Planned.Paper).Single(spec => (ImageRow.Of(spec).Model, ImageRow.Of(spec).Rate) == (model, rate));
        EpochRecord[] epochs = [.. accuracies.Select((accuracy, epoch) => new EpochRecord
        {
            Epoch = epoch,
            Updates = 3_750 * (epoch + 1),
            Loss = 0.25,
            Accuracy = accuracy - 0.01,
            Metrics = new Dictionary<string, double>
            {
                [ImageMetrics.TestAccuracy] = accuracy, [ImageMetrics.TestLoss] = 0.5, [ImageMetrics.TrainingAccuracy] = accuracy + 0.01,
            },
            ParametersHash = $"{epoch:x64}",
            StateHash = new string('b', 64),
            Seconds = 1,
        })];
        return Of(new FinishedRun(spec with { Epochs = Math.Max(1, accuracies.Length) }, epochs, "nowhere"));
    }

    private static ImageRun Of(FinishedRun run) => new(new MeasuredRun(run).With(ImageMeasures.Classes, Classes), PaperEpochs);
}
