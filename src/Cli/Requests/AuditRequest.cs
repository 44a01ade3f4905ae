using System.Globalization;
using RnnMemory.Auditing;
using RnnMemory.Basics;
using RnnMemory.Cli.Progress;
using RnnMemory.Training;

namespace RnnMemory.Cli.Requests;

/// <summary>Which epochs `rnn-memory audit` was asked to repeat.</summary>
/// <param name="Epoch">One epoch; null if other epochs are requested.</param>
/// <param name="Whole">Every epoch, from the seed.</param>
/// <param name="Sample">Number of random epochs; null if other epochs are requested.</param>
/// <param name="Budget">How long to replay randomly drawn epochs; null if other epochs are requested.</param>
/// <param name="Seed">Seed of the draw.</param>
/// <param name="Reach">Longest replay that a sample may contain, in epochs; null for any.</param>
internal sealed record AuditRequest(int? Epoch, bool Whole, int? Sample, TimeSpan? Budget, long Seed, int? Reach)
{
    private const string All = "all";

    /// <exception cref="UserError">An option is impossible, or two options contradict each other.</exception>
    public static AuditRequest Read(string? epoch, int? sample, string? budget, long? seed, int? reach)
    {
        if ((epoch is not null ? 1 : 0) + (sample is not null ? 1 : 0) + (budget is not null ? 1 : 0) > 1)
        {
            throw new UserError("--epoch names an epoch, --sample and --budget draw some; give one of them.");
        }

        if ((sample is null && reach is not null) || (sample ?? (object?)budget) is null && seed is not null)
        {
            throw new UserError("--seed and --reach belong to --sample; add --sample n. --seed may also go with --budget.");
        }

        Positive("--sample", sample);
        Positive("--reach", reach);
        int? one = epoch is null or All ? null
            : int.TryParse(epoch, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw new UserError($"--epoch: expected a number from 0 or '{All}', got '{epoch}'.");
        TimeSpan? time = budget is null ? null : Duration(budget);

        // Nightly audits would learn nothing new from one fixed order.
        return new AuditRequest(one, epoch == All, sample, time, seed ?? (time is null ? 0 : Random.Shared.Next()), reach);
    }

    /// <summary>The replays of these runs.</summary>
    /// <exception cref="UserError">A run has no such epoch.</exception>
    public IEnumerable<Replay> Plan(IReadOnlyList<AuditedRun> runs) => this switch
    {
        { Epoch: { } epoch } => AuditPlan.OfEpoch(runs, epoch),
        { Whole: true } => AuditPlan.Whole(runs),
        { Sample: { } count } => AuditPlan.Sample(runs, count, Seed, Reach),
        { Budget: not null } => AuditPlan.Shuffled(runs, Seed),
        _ => AuditPlan.AfterStoredStates(runs),
    };

    /// <summary>A line that says what is about to be done and how long it took when it was recorded.</summary>
    public string Announce(IReadOnlyList<AuditedRun> runs)
    {
        int recorded = runs.Sum(run => run.Epochs.Count);
        string all = $"{Count(runs.Count, "run")}, {Count(recorded, "recorded epoch")}. To audit: ";
        if (Budget is { } budget)
        {
            return $"{all}every stored state, then {RunText.Of(budget)} of epochs drawn from all of them with --seed {Seed}.";
        }

        string which = this switch
        {
            { Epoch: { } epoch } => $"epoch {epoch} of each",
            { Whole: true } => "every epoch, from the seed",
            { Sample: { } count } => Drawn(count, Reach is { } reach ? AuditPlan.Within(runs, reach).Count() : recorded),
            _ => "the first epoch after each stored state",
        };
        Replay[] replays = [.. Plan(runs)];
        string time = RunText.Of(WallTime.Of(replays.Sum(replay => replay.RecordedSeconds)));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{all}{which}. To train again: {Count(replays.Sum(replay => replay.Epochs), "epoch")}, recorded as having taken {time}.");
    }

    private string Drawn(int count, int of)
    {
        string which = count < of ? $"{count} drawn with seed {Seed} from the" : "all";
        return Reach is null ? $"{which} {of} epochs" : $"{which} {of} epochs that {Reach} or fewer epochs of training from a stored state reach";
    }

    private static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");

    private static TimeSpan Duration(string text)
    {
        double? seconds = text is [.., var unit]
            && double.TryParse(text[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            ? unit switch { 's' => number, 'm' => 60 * number, 'h' => 3600 * number, _ => null }
            : null;
        return seconds is > 0 and <= 30 * 24 * 3600
            ? TimeSpan.FromSeconds(seconds.Value)
            : throw new UserError($"--budget: expected a time such as 90s, 20m or 2h, of at most 30 days, got '{text}'.");
    }

    private static void Positive(string option, int? value)
    {
        if (value < 1)
        {
            throw new UserError($"{option}: expected at least 1, got {value}.");
        }
    }
}
