using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Latency;

/// <summary>The latency of a model after its last and its best epoch, and the last ink of the images it was measured on.</summary>
/// <param name="Run">The model.</param>
/// <param name="Images">Number of test images it was measured on.</param>
/// <param name="Last">After the last epoch; null if the run diverged.</param>
/// <param name="Best">After the best epoch; null if the run diverged in its first epoch.</param>
/// <param name="LastInk">The mean step of the last ink; no model can know the whole image earlier.</param>
internal sealed record MeasuredLatency(ImageRun Run, int Images, Measures.Latency? Last, Measures.Latency? Best, double LastInk)
{
    /// <summary>
    /// The measures that the tables of latency need of a run, and those that claims on latency need; where the ink is does not depend on
    /// the run, so one representation has it.
    /// </summary>
    /// <param name="spec">The run.</param>
    /// <param name="images">The section of the plan.</param>
    public static IReadOnlyList<Measure> Needs(RunSpec spec, ImageSettings images) =>
    [
        ImageMeasures.Classes, ImageMeasures.LastInk(spec, images), ImageMeasures.Latency(spec, images),
        .. ImageRow.ReadsPixels(spec) ? Array.Empty<Measure>() : [ImageMeasures.LatencyOfHalves],
        .. ImageRow.Of(spec).Representation == Representation.Original ? [ImageMeasures.Ink] : Array.Empty<Measure>(),
    ];

    /// <summary>The runs of an input, in its order.</summary>
    public static IReadOnlyList<MeasuredLatency> Of(ItemInput input, ImageSettings images) =>
        [.. ImageRun.Of(input).Select(run => Of(run, images))];

    private static MeasuredLatency Of(ImageRun run, ImageSettings images)
    {
        RunSpec spec = run.Run.Spec;
        Measures.LastInk ink = run.Measured.Of(ImageMeasures.LastInk(spec, images));
        return new MeasuredLatency(
            run,
            ink.Images,
            run.Measured.Of(ImageMeasures.Latency(spec, images), KeptEpoch.Last),
            run.Measured.Of(ImageMeasures.Latency(spec, images), KeptEpoch.Best),
            ink.MeanStep);
    }
}
