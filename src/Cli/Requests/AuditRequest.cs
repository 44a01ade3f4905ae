using System.Globalization;
using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Cli.Progress;

namespace RnnMemory.Cli.Requests;

/// <summary>Which epochs `rnn-memory audit` was asked to repeat.</summary>
/// <param name="Epoch">One epoch; null if other epochs are requested.</param>
/// <param name="Whole">Every epoch, from the seed.</param>
/// <param name="Sample">Number of random epochs; null if other epochs are requested.</param>
/// <param name="Seed">Seed of the draw.</param>
/// <param name="Reach">Longest replay that the draw may contain, in epochs.</param>
internal sealed record AuditRequest(int? Epoch, bool Whole, int? Sample, long Seed, int Reach)
{
    private const string All = "all";

    /// <exception cref="UserError">An option is impossible, or two options contradict each other.</exception>
    public static AuditRequest Read(string? epoch, int? sample, long? seed, int? reach, int defaultReach)
    {
        if (epoch is not null && sample is not null)
        {
            throw new UserError("--epoch names an epoch and --sample draws some; give one of them.");
        }

        if (sample is null && (seed is not null || reach is not null))
        {
            throw new UserError("--seed and --reach belong to --sample; add --sample n.");
        }

        Positive("--sample", sample);
        Positive("--reach", reach);
        int? one = epoch is null or All ? null
            : int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw new UserError($"--epoch: expected a number from 0 or '{All}', got '{epoch}'.");
        return new AuditRequest(one, epoch == All, sample, seed ?? 0, reach ?? defaultReach);
    }

    /// <summary>The replays of these runs.</summary>
    /// <exception cref="UserError">A run has no such epoch.</exception>
    public IReadOnlyList<Replay> Plan(IReadOnlyList<AuditedRun> runs) => this switch
    {
        { Epoch: { } epoch } => AuditPlan.OfEpoch(runs, epoch),
        { Whole: true } => AuditPlan.Whole(runs),
        { Sample: { } count } => AuditPlan.Sample(runs, count, Seed, Reach),
        _ => AuditPlan.AfterStoredStates(runs),
    };

    /// <summary>A line that says what is about to be done and how long it took when it was recorded.</summary>
    public string Announce(IReadOnlyList<AuditedRun> runs, IReadOnlyList<Replay> replays)
    {
        int recorded = runs.Sum(run => run.Epochs.Count);
        string which = this switch
        {
            { Epoch: { } epoch } => $"epoch {epoch} of each",
            { Whole: true } => "every epoch, from the seed",
            { Sample: { } count } => Drawn(count, AuditPlan.Within(runs, Reach).Count()),
            _ => "the first epoch after each stored state",
        };
        string time = RunText.Of(TimeSpan.FromSeconds(replays.Sum(replay => replay.RecordedSeconds)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Count(runs.Count, "run")}, {Count(recorded, "recorded epoch")}. To audit: {which}. To train again: {Count(replays.Sum(replay => replay.Epochs), "epoch")}, recorded as having taken {time}.");
    }

    private string Drawn(int count, int of)
    {
        string which = count < of ? $"{count} drawn with seed {Seed} from the" : "all";
        return $"{which} {of} epochs that {Reach} or fewer epochs of training from a stored state reach";
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static void Positive(string option, int? value)
    {
        if (value < 1)
        {
            throw new UserError($"{option}: expected at least 1, got {value}.");
        }
    }
}
