using RnnMemory.Experiments.Images;
using RnnMemory.Measures;
using RnnMemory.Runs;

namespace RnnMemory.Tests.Experiments;

/// <summary>Measures chosen by the test, for runs that were never trained.</summary>
internal static class FakeMeasures
{
    private static readonly ImageSettings Images = Planned.Paper.Settings.Section<ImageSettings>(ImageSections.Mnist);

    /// <summary>The run with its last ink, and the latency of its last and its best epoch.</summary>
    public static MeasuredRun With(this ImageRun run, double ink, Latency last, Latency best) => run.Measured
        .With(ImageMeasures.LastInk(run.Run.Spec, Images), new LastInk(ink, 10))
        .With(ImageMeasures.Latency(run.Run.Spec, Images), KeptEpoch.Last, last)
        .With(ImageMeasures.Latency(run.Run.Spec, Images), KeptEpoch.Best, best);

    /// <summary>The run with its accuracies at every level of damage, after its last and its best epoch.</summary>
    public static MeasuredRun WithDamage(this ImageRun run, double[] last, double[] best) => run.Measured
        .With(ImageMeasures.LastInk(run.Run.Spec, Images), new LastInk(20, 10))
        .With(ImageMeasures.Damage(run.Run.Spec, Images), KeptEpoch.Last, last)
        .With(ImageMeasures.Damage(run.Run.Spec, Images), KeptEpoch.Best, best);
}
