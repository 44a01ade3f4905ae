using RnnMemory.Paper.Observed;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>A value of an image run that claims compare, and its scale.</summary>
/// <param name="Name">E.g. "best vacc".</param>
/// <param name="Scale">The scale on which it is averaged.</param>
/// <param name="Value">The plain value; null if it was not measured.</param>
internal sealed record ImageMeasure(string Name, Scale Scale, Func<ImageObservation, double?> Value)
{
    public static readonly ImageMeasure Best = new("best vacc", Scale.Logit, run => run.BestTestAccuracy);
    public static readonly ImageMeasure Last = new("last vacc", Scale.Logit, run => run.LastTestAccuracy);
    public static readonly ImageMeasure Mean = new("mean vacc", Scale.Logit, run => run.MeanTestAccuracy);
    public static readonly ImageMeasure Latency = new("latency", Scale.Plain, run => run.LastLatency?.All);
    public static readonly ImageMeasure BestLatency = new("latency, best epoch", Scale.Plain, run => run.BestLatency?.All);
    public static readonly ImageMeasure RightLatency = new("latency, images classified correctly", Scale.Plain, run => run.LastLatency?.Right);

    public static readonly ImageMeasure LatencyAfterInk =
        new("latency less the last ink", Scale.Plain, run => run.LastLatency?.All - run.LastInk);

    /// <summary>The unit of differences.</summary>
    public string Unit => Scale == Scale.Plain ? "steps" : "logit";
}
