using RnnMemory.Experiments;
using RnnMemory.Experiments.Images;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Tests.Experiments;

/// <summary>Records of image runs that nobody trained, with test accuracies chosen by the test.</summary>
internal static class FakeImageRun
{
    public static readonly IReadOnlyList<RunSpec> Mnist = new Mnist().Plan(PaperSettings.Value);

    public static readonly IReadOnlyList<RunSpec> Digits = new EmbeddedDigits().Plan(PaperSettings.Value);

    /// <summary>A run of the paper's plan on MNIST with as many epochs as accuracies.</summary>
    public static ImageRun OfMnist(string model, string rate, params double[] accuracies) => Of(Mnist, model, rate, accuracies);

    /// <summary>A run of the plan on the embedded digits.</summary>
    public static ImageRun OfDigits(string model, string rate, params double[] accuracies) => Of(Digits, model, rate, accuracies);

    /// <summary>The same run, with its last epochs filled in.</summary>
    public static ImageRun FrozenFrom(this ImageRun run, int epoch) =>
        new(run.Run with { Epochs = [.. run.Run.Epochs.Select(record => record with { Frozen = record.Epoch >= epoch })] });

    /// <summary>The same run as one of more epochs that diverged after those it has.</summary>
    public static ImageRun Diverged(this ImageRun run, int epochs) => new(run.Run with
    {
        Spec = run.Run.Spec with { Epochs = epochs },
        Divergence = new Divergence(run.Run.Epochs.Count, 17, "the loss is not finite", []),
    });

    private static ImageRun Of(IReadOnlyList<RunSpec> plan, string model, string rate, double[] accuracies)
    {
        RunSpec spec = plan.Single(spec => ImagePlan.Row(spec).Model == model && ImagePlan.Row(spec).Rate == rate);
        EpochRecord[] epochs = [.. accuracies.Select((accuracy, epoch) => new EpochRecord
        {
            Epoch = epoch,
            Updates = 3_750 * (epoch + 1),
            Loss = 0.25,
            Accuracy = accuracy - 0.01,
            Metrics = new Dictionary<string, double> { ["vacc"] = accuracy, ["vloss"] = 0.5, ["train-acc"] = accuracy + 0.01 },
            ParametersHash = new string('a', 64),
            StateHash = new string('b', 64),
            Seconds = 1,
        })];
        return new ImageRun(new FinishedRun(spec with { Epochs = Math.Max(1, accuracies.Length) }, epochs, "nowhere"));
    }
}
