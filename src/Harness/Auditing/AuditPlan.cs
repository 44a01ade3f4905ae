using RnnMemory.Basics;
using RnnMemory.Streams;

namespace RnnMemory.Auditing;

/// <summary>Which epochs an audit trains again.</summary>
public static class AuditPlan
{
    /// <summary>
    /// The first epoch after each stored state, and the first epoch of each run: each takes one epoch of training to check. A run that
    /// diverged is also trained up to where it did, since no state is stored after that.
    /// </summary>
    public static IReadOnlyList<Replay> AfterStoredStates(IReadOnlyList<AuditedRun> runs) => Of(Within(runs, reach: 1).Concat(
        from run in runs
        where run.Divergence is not null
        select (run, run.Divergence!.Epoch)));

    /// <summary>One epoch of each run, from the nearest stored state before it.</summary>
    /// <exception cref="UserError">A run has no record of that epoch.</exception>
    public static IReadOnlyList<Replay> OfEpoch(IReadOnlyList<AuditedRun> runs, int epoch) =>
        Of(runs.Select(run => run.Repeatable.Contains(epoch)
        ? (run, epoch)
        : throw new UserError($"Run '{run.Name}' has no record of epoch {epoch}: its records are those of epochs {Range(run)}.")));

    /// <summary>Every epoch of each run, from its seed, whatever states are stored.</summary>
    public static IReadOnlyList<Replay> Whole(IReadOnlyList<AuditedRun> runs) =>
        [.. runs.Where(run => run.Repeatable.Any()).Select(run => new Replay(run, null, run.Repeatable.Last()))];

    /// <summary>Epochs drawn uniformly and without replacement, from all or from those whose replay is short enough.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="count">The number of epochs.</param>
    /// <param name="seed">The seed of the draw.</param>
    /// <param name="reach">
    /// The longest replay in epochs: 1 allows only epochs that start from a stored state, 2 also those that follow them, and so on. Null
    /// draws from all epochs.
    /// </param>
    public static IReadOnlyList<Replay> Sample(IReadOnlyList<AuditedRun> runs, int count, long seed, int? reach)
    {
        (AuditedRun Run, int Epoch)[] candidates = [.. Within(runs, reach ?? int.MaxValue)];
        int[] order = new RandomStream(seed, "audit/sample").Permutation(candidates.Length);
        return Of(order.Take(count).Order().Select(index => candidates[index]));
    }

    /// <summary>
    /// All epochs of all runs in a random order, each replayed from the nearest stored state before it. An epoch that an earlier replay of
    /// the draw has passed is left out.
    /// </summary>
    /// <param name="runs">The runs.</param>
    /// <param name="seed">The seed of the order.</param>
    public static IEnumerable<Replay> Shuffled(IReadOnlyList<AuditedRun> runs, long seed)
    {
        (AuditedRun Run, int Epoch)[] all = [.. Within(runs, int.MaxValue)];
        Dictionary<(AuditedRun Run, StoredState? From), int> passed = [];
        foreach (int index in new RandomStream(seed, "audit/budget").Permutation(all.Length))
        {
            (AuditedRun run, int epoch) = all[index];
            StoredState? from = run.NearestBefore(epoch);
            if (passed.GetValueOrDefault((run, from), -1) < epoch)
            {
                passed[(run, from)] = epoch;
                yield return new Replay(run, from, epoch);
            }
        }
    }

    /// <summary>The epochs whose replay is at most that long.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="reach">The largest number of epochs to train.</param>
    public static IEnumerable<(AuditedRun Run, int Epoch)> Within(IReadOnlyList<AuditedRun> runs, int reach) =>
        from run in runs
        from epoch in run.Repeatable
        where epoch - (run.NearestBefore(epoch)?.State.Epoch ?? 0) < reach
        select (run, epoch);

    // Epochs that are reached from the same state share one replay.
    private static IReadOnlyList<Replay> Of(IEnumerable<(AuditedRun Run, int Epoch)> epochs) =>
    [
        .. epochs.GroupBy(chosen => (chosen.Run, From: chosen.Run.NearestBefore(chosen.Epoch)))
            .Select(group => new Replay(group.Key.Run, group.Key.From, group.Max(chosen => chosen.Epoch))),
    ];

    private static string Range(AuditedRun run) =>
        run.Repeatable.Any() ? $"{run.Repeatable.First()} to {run.Repeatable.Last()}" : "none";
}
