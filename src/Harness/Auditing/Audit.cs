using System.Diagnostics;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Auditing;

/// <summary>
/// Checks records: trains epochs of recorded runs again and compares every metric and hash with the record, to the last bit. It reports
/// where a difference is and, with the help of a second engine, whether the record or the engine is wrong.
/// </summary>
/// <param name="engines">The available engines.</param>
/// <param name="say">Gets the report, line by line.</param>
public sealed class Audit(EngineCatalog engines, Action<string> say)
{
    private const int ShownFields = 6;

    private int equal;
    private int different;
    private int notReached;

    /// <summary>
    /// A second engine of the same numerics, which trains the last epoch of every replay side by side with the record's engine. Null for
    /// none.
    /// </summary>
    public EngineEntry? Against { get; init; }

    /// <summary>How long to search for the first different minibatch if a record differs and <see cref="Against"/> is null.</summary>
    public TimeSpan SearchLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The measures of a run whose stored values are computed again; none by default.</summary>
    public Func<RunSpec, IReadOnlyList<Measure>> Measures { get; init; } = _ => [];

    /// <summary>The states of a run that are evaluated; all by default.</summary>
    public Func<RunSpec, StateSelection> States { get; init; } = _ => StateSelection.All;

    /// <summary>How long to train; the epoch under way is given up then. Null for no limit.</summary>
    public TimeSpan? Budget { get; init; }

    /// <summary>Called after each epoch that was equal, with the epoch and the state that it ended in.</summary>
    public Action<int, TrainingState>? AfterEqualEpoch { get; init; }

    /// <summary>Gets progress reports.</summary>
    public IProgress<RunProgress>? Progress { get; init; }

    /// <summary>
    /// Reports the findings in all runs' files, evaluates the selected states and compares each with its epoch's line, then carries out
    /// the replays.
    /// </summary>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public AuditOutcome Run(IReadOnlyList<AuditedRun> runs, IEnumerable<Replay> replays, CancellationToken cancellation = default)
    {
        (equal, different, notReached) = (0, 0, 0);
        int unsound = runs.Count(run => !IsSound(run, cancellation));
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (Budget is { } budget)
        {
            end.CancelAfter(budget);
        }

        try
        {
            foreach (Replay replay in replays)
            {
                Repeat(replay, end.Token);
            }
        }
        catch (OperationCanceledException) when (Budget is not null && !cancellation.IsCancellationRequested)
        {
            say("the time is over");
        }

        return new AuditOutcome(runs.Count, unsound, equal, different, notReached);
    }

    private bool IsSound(AuditedRun run, CancellationToken cancellation)
    {
        List<string> findings = [.. run.Findings];
        try
        {
            findings.AddRange(StateEvaluation.Findings(run, States(run.Spec), cancellation));
            findings.AddRange(MeasureCheck.Findings(run, Measures(run.Spec), cancellation));
        }
        catch (Exception error) when (error is not (OperationCanceledException or UserError) && !OutOfMemory.IsCauseOf(error))
        {
            // What this program never writes must not keep it from checking the other runs.
            findings.Add($"its states and measures cannot be checked: {error.GetType().Name}: {error.Message}");
        }

        foreach (string finding in findings)
        {
            say($"{run.Name}  files  DIFFER: {finding}");
        }

        return findings.Count == 0;
    }

    private void Repeat(Replay replay, CancellationToken cancellation)
    {
        AuditedRun run = replay.Run;
        TrainingState state = replay.From?.State.Copy()
            ?? new TrainingState(Initialisation.Parameters(run.Spec.Model, run.Spec.Seed), run.Spec.Optimizer.Optimizer);

        // No hash holds the flag that training rests, so it is not believed: the first epoch is trained and shows whether it does.
        bool isSaidToRest = state.Frozen;
        state.Frozen = false;
        using Trainer trainer = new(run.Spec, run.Task, run.Engine, state) { Progress = Progress };
        while (state.Epoch <= replay.Last)
        {
            int epoch = state.Epoch;
            TrainingState before = state.Copy();
            long start = Stopwatch.GetTimestamp();
            IReadOnlyList<RecordDifference> differences = Train(run, trainer, isSaidToRest, cancellation);
            isSaidToRest = false;
            string[] inStates = [.. CompareStored(run, epoch, state)];
            if (differences.Count == 0 && inStates.Length == 0)
            {
                string filledIn = before.Frozen ? ", filled in by forward passes as it was recorded" : "";
                string from = epoch == replay.First ? $", from {replay.Origin}" : "";
                say(string.Create(CultureInfo.InvariantCulture, $"{run.Name}  epoch {epoch}  equal  {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s{from}{filledIn}"));
            }
            else
            {
                say($"{run.Name}  epoch {epoch}  DIFFERS, trained again from {replay.Origin}");
                Tell([.. differences.Select(difference => $"{difference.Field}: recorded {difference.Recorded}, now {difference.Repeated}")]);
                Tell(inStates);
            }

            bool parted = differences.Count > 0;
            if (parted || (Against is not null && epoch == replay.Last))
            {
                parted |= CompareEngines(run, before, state, parted, cancellation);
            }

            if (parted || inStates.Length > 0)
            {
                different++;
                notReached += replay.Last - epoch;
                return;
            }

            equal++;
            AfterEqualEpoch?.Invoke(epoch, state);
            if (state.Epoch == epoch)
            {
                // It diverged as recorded, which ended the run.
                return;
            }
        }
    }

    private static IReadOnlyList<RecordDifference> Train(
        AuditedRun run, Trainer trainer, bool isSaidToRest, CancellationToken cancellation)
    {
        int epoch = trainer.State.Epoch;
        Divergence? recordedEnd = run.Divergence?.Epoch == epoch ? run.Divergence : null;
        EpochRecord? repeated = null;
        Divergence? end = null;
        try
        {
            repeated = trainer.FinishEpoch(cancellation);
            if (isSaidToRest && trainer.State.Frozen)
            {
                // It rests indeed, so it was filled in when it was recorded.
                repeated = repeated with { Frozen = true };
            }
        }
        catch (DivergedException error)
        {
            end = error.Divergence;
        }

        if (recordedEnd is not null || end is not null)
        {
            return RecordDifference.Between(recordedEnd, end);
        }

        return run.Epochs.TryGetValue(epoch, out EpochRecord? recorded) ? RecordDifference.Between(recorded, repeated!) : [];
    }

    // Early states do not say that training rests although it does.
    private static IEnumerable<string> CompareStored(AuditedRun run, int epoch, TrainingState state) =>
        from stored in run.States
        where stored.IsAtEpochsEnd && stored.After == epoch && state.Epoch == stored.State.Epoch
        let difference = ElementDifference.Between(run.Spec, stored.State, state)?.Describe("stored", "now")
            ?? (stored.State.Frozen && !state.Frozen ? "it says that training rests from there on, which it does not" : null)
        where difference is not null
        select $"{stored.File}: {difference}";

    // True if the engines differ from each other, or one differs from its own earlier result.
    private bool CompareEngines(
        AuditedRun run, TrainingState before, TrainingState after, bool recordDiffers, CancellationToken cancellation)
    {
        EngineEntry? second = Against ?? engines.Entries
            .FirstOrDefault(entry => entry.Numerics == run.Engine.Numerics && entry.Name != run.Engine.Name);
        if (second is null)
        {
            Tell($"no second engine has the numerics '{run.Engine.Numerics}', so it cannot be decided which side is wrong");
            return false;
        }

        using Lockstep lockstep = new(run, run.Engine, second, before);
        string both = $"{run.Engine.Name} and {second.Name}";
        Tell($"{both} side by side from the epoch's start, minibatch by minibatch");
        string? first = lockstep.FirstDifference(Against is null ? SearchLimit : TimeSpan.MaxValue, Progress, cancellation);
        if (first is not null)
        {
            Tell($"first difference between {both} in {first}. The engines differ; trust no record of either until this is fixed.");
            return true;
        }

        if (lockstep.Done < lockstep.Updates)
        {
            Tell($"{both} agree on the first {lockstep.Done} of {lockstep.Updates} minibatches; --against {second.Name} compares all of the epoch.");
            return false;
        }

        if (after.Epoch > before.Epoch && ElementDifference.Between(run.Spec, lockstep.Reached, after) is { } again)
        {
            Tell($"{run.Engine.Name} gave other bits when it trained the epoch once more: {again.Describe("once more", "before")}. This machine or engine is not deterministic.");
            return true;
        }

        string blame = recordDiffers ? ": it is the record that differs. It was changed, or made under other settings or by another arithmetic than it says." : ".";
        Tell($"{both} agree on all {lockstep.Updates} minibatches and on every metric of the epoch{blame}");
        return false;
    }

    private void Tell(params IReadOnlyList<string> lines)
    {
        foreach (string line in lines.Take(ShownFields))
        {
            say("  " + line);
        }

        if (lines.Count > ShownFields)
        {
            say($"  and {lines.Count - ShownFields} more");
        }
    }
}
