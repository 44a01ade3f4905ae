using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Measures;

/// <summary>The learning curve of one measure of a run: its points in the order of updates.</summary>
/// <param name="run">The run.</param>
/// <param name="measure">Name of the measure in <see cref="CurvePoint.Metrics"/>.</param>
public sealed class LearningCurve(FinishedRun run, string measure)
{
    /// <summary>The number of updates and the measure at each point; a run that diverged has points up to there.</summary>
    public IReadOnlyList<(long Updates, double Value)> Points { get; } =
    [
        .. run.Epochs.SelectMany(epoch => epoch.Curve).Concat(run.Divergence?.Curve ?? [])
            .Select(point => (point.Updates, point.Metrics[measure])),
    ];

    /// <summary>U, the area under the curve: the mean over its points. Null without points.</summary>
    public double? Mean => Points.Count == 0 ? null : Convergence.AreaUnderCurve([.. Points.Select(point => point.Value)]);

    /// <summary>τ, the updates at the first point of at least that value; null if there is none.</summary>
    public long? UpdatesToReach(double value)
    {
        foreach ((long updates, double reached) in Points)
        {
            if (reached >= value)
            {
                return updates;
            }
        }

        return null;
    }

    /// <summary>The measure at the last point at or before that many updates; null if the curve ends before or starts after it.</summary>
    public double? After(long updates) =>
        Points.Count > 0 && Points[0].Updates <= updates && Points[^1].Updates >= updates
            ? Points.Last(point => point.Updates <= updates).Value
            : null;
}
