using RnnMemory.Engines;
using RnnMemory.Numerics;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>Gets the measures of one finished run: from its measures.json, otherwise by computing them one after another.</summary>
internal static class RunMeasuring
{
    /// <summary>Every value is stored as soon as it is computed, so a cancellation loses at most the value being computed.</summary>
    /// <exception cref="Basics.UserError">Data or a checkpoint is missing or damaged, or the folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static MeasuredRun Execute(
        FinishedRun run,
        IReadOnlyList<Measure> measures,
        EngineEntry engine,
        RunMeasures kept,
        IProgress<RunProgress>? progress,
        CancellationToken cancellation)
    {
        IReadOnlyList<(Measure Measure, string Key)> missing = kept.Missing(measures);
        using OpenRun open = new(run, engine);
        foreach ((int done, (Measure measure, string key)) in missing.Index())
        {
            Report(RunStage.Measuring, done);
            cancellation.ThrowIfCancellationRequested();
            object value = measure.Compute(open, key, cancellation);
            FloatingPointMode.Require();
            kept.Keep(measure, key, value);
        }

        if (missing.Count > 0)
        {
            Report(RunStage.Measured, missing.Count);
        }

        return kept.Of(measures) ?? throw new InvalidOperationException($"A measure of run '{run.Spec.Id}' was computed but not kept.");

        void Report(RunStage stage, int done) =>
            progress?.Report(RunExecution.ProgressOf(run, stage) with { Update = done, UpdatesPerEpoch = missing.Count });
    }
}
