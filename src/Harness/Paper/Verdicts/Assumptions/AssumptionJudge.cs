using System.Text.RegularExpressions;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Paper.Verdicts.Assumptions;

/// <summary>Answers for every assumption whether a conclusion changes under its alternative.</summary>
/// <remarks>
/// Runs under an alternative take the place of the paper's same models, the others stay, and the claims that lean on the assumption are
/// judged again by the same rules.
/// </remarks>
public static class AssumptionJudge
{
    // Settings of an experiment that are lists are single values in a run's spec.json.
    private static readonly IReadOnlyDictionary<string, string> InSpec = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Cells"] = "cell",
        ["Orders"] = "order",
        ["Sizes"] = "digits",
        ["Permutations"] = "permutation",
        ["LearningRates"] = "learningRate",
        ["Optimizer"] = "kind",
        ["PixelTrainingSubset"] = "trainingSubset",
    };

    // Settings that were added after the registration.
    private static readonly IReadOnlyDictionary<string, string[]> FurtherSettings = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["A8"] = ["Increment:DrawnPermutation"],
        ["A9"] = ["Increment:KernelDeviation"],
        ["B1"] = ["Mnist:Cell"],
        ["B2"] = ["Mnist:KernelDeviation"],
    };

    // Every record has what shows them, or a test does.
    private static readonly IReadOnlyList<string> InEveryRecord = ["A19", "B9", "C3", "D3", "D4", "F3"];

    /// <summary>The answers, in the ledger's order.</summary>
    /// <param name="ledger">The registered data.</param>
    /// <param name="observed">The runs.</param>
    /// <param name="numbers">The published numbers' verdicts by the paper's settings.</param>
    /// <param name="verdicts">The claims' verdicts by the paper's settings.</param>
    public static IReadOnlyList<AssumptionVerdict> Verdicts(
        Ledger ledger, RunObservations observed, NumberVerdicts numbers, IReadOnlyList<ClaimVerdict> verdicts)
    {
        Observation[][] alternatives =
        [
            .. from run in observed.Images.Concat<Observation>(observed.Increments)
               where run.Differences.Count > 0
               group run by string.Join("; ", run.Differences) into same
               orderby same.Key
               select same.ToArray() into runs
               where ledger.Assumptions.Any(assumption => Tries(assumption, runs[0]))
               select runs,
        ];
        (Observation[] Runs, IReadOnlyList<ClaimVerdict> Claims)[] variants =
        [
            .. alternatives.AsParallel().AsOrdered()
                .Select(runs => (runs, Judge(Under(runs, observed), runs.Any(run => run is ImageObservation)))),
        ];
        return [.. ledger.Assumptions.Select(Of)];

        IReadOnlyList<ClaimVerdict> Judge(RunObservations under, bool withOtherImages) => new ClaimJudge(
            ledger, under, withOtherImages ? numbers.Under(ledger, under.OfNumbers()) : numbers).Verdicts();

        AssumptionVerdict Of(Assumption assumption)
        {
            TriedAlternative[] tried =
            [
                .. from variant in variants
                   where Tries(assumption, variant.Runs[0])
                   select new TriedAlternative(
                       variant.Runs[0].Differences, [.. variant.Runs.Select(run => run.Run)],
                       [
                           .. from claim in ledger.Claims
                              where claim.Assumptions.Contains(assumption.Id) && DependsOnRuns(verdicts, claim.Id)
                              select (claim.Id, Outcome(verdicts, claim.Id), Outcome(variant.Claims, claim.Id)),
                       ]),
            ];
            (AssumptionOutcome outcome, string why) = Answer(assumption, tried, verdicts);
            return new AssumptionVerdict(assumption, outcome, why, tried)
            {
                Findings = assumption.Id == ChoiceOfEpoch.Assumption ? ChoiceOfEpoch.Findings(ledger.Rule, observed) : [],
            };
        }
    }

    private static (AssumptionOutcome, string) Answer(
        Assumption assumption, IReadOnlyList<TriedAlternative> tried, IReadOnlyList<ClaimVerdict> verdicts)
    {
        if (tried.Count > 0)
        {
            int count = tried.Sum(alternative => alternative.Runs.Count);
            string runs = $"{count} run{(count == 1 ? "" : "s")}";
            string[] changed = [.. tried.SelectMany(alternative => alternative.Changed).Distinct()];
            bool isRegistered = assumption.Settings.Count == 0
                || tried.Any(alternative => alternative.Differences.All(difference => Sets(assumption.Settings, difference)));
            return tried.All(alternative => alternative.Claims.Count == 0) ? (AssumptionOutcome.NothingToTry,
                    $"no claim that leans on it depends on runs, so {runs} under the alternative can change none")
                : changed.Length > 0 ? (AssumptionOutcome.Changed, $"the opposite verdict on {string.Join(", ", changed)} under an alternative")
                : !isRegistered ? (AssumptionOutcome.NotTestedYet,
                    $"the registered alternative needs runs with {string.Join(", ", assumption.Settings)}; no claim gets the opposite verdict with {runs} under another one")
                : tried.Any(alternative => alternative.Decides) ? (AssumptionOutcome.Unchanged, "no claim that leans on it gets the opposite verdict")
                : (AssumptionOutcome.TooFewRuns, $"no claim is decided with {runs} under the alternative");
        }

        return assumption switch
        {
            { Alternative: null } => (AssumptionOutcome.NothingToTry, "there is no alternative to try"),
            { TestedBy: null } when !FurtherSettings.ContainsKey(assumption.Id) =>
                (AssumptionOutcome.NothingToTry, "nothing is registered that would show a difference"),
            _ when verdicts.Any(claim => claim.Outcome == ClaimDecision.Inconclusive && IsNamed(claim.Claim.Id, assumption.TestedBy)) =>
                (AssumptionOutcome.NotTestedYet, $"registered test: {assumption.TestedBy}"),
            _ when assumption.Priority == SensitivityPriority.None || InEveryRecord.Contains(assumption.Id) =>
                (AssumptionOutcome.ShownElsewhere, assumption.TestedBy is { } shown ? $"registered: {shown}" : "needs no run"),
            _ => (AssumptionOutcome.NotTestedYet, assumption.TestedBy is { } test ? $"registered test: {test}" : $"needs runs with {string.Join(", ", SettingsOf(assumption))}"),
        };
    }

    // The verdict of a proof, or of what nothing can measure, says nothing of runs. A claim without findings follows from others.
    private static bool DependsOnRuns(IReadOnlyList<ClaimVerdict> verdicts, string claim)
    {
        ClaimVerdict verdict = verdicts.Single(verdict => verdict.Claim.Id == claim);
        Finding[] findings = [.. verdict.Readings.SelectMany(reading => reading.Findings)];
        return verdict.Outcome != ClaimDecision.NotMeasurable && (findings.Length == 0 || findings.Any(finding => finding.Runs.Count > 0));
    }

    private static IEnumerable<string> SettingsOf(Assumption assumption) =>
        [.. assumption.Settings, .. FurtherSettings.GetValueOrDefault(assumption.Id, [])];

    // An alternative tries an assumption if all that differs are its settings of the same experiment.
    private static bool Tries(Assumption assumption, Observation run)
    {
        string section = run is ImageObservation ? "Mnist:" : "Increment:";
        string[] settings =
        [
            .. SettingsOf(assumption).Where(setting => setting.StartsWith(section, StringComparison.Ordinal))
                .Select(setting => setting[section.Length..]),
        ];
        return settings.Length > 0 && run.Differences.All(difference => settings.Any(setting => IsOf(setting, difference)));
    }

    // Without regard to the experiment, which is the run's.
    private static bool Sets(IReadOnlyList<string> settings, SettingDifference difference) =>
        settings.Any(setting => IsOf(setting[(setting.IndexOf(':') + 1)..], difference));

    private static bool IsOf(string setting, SettingDifference difference) =>
        InSpec.GetValueOrDefault(setting, setting).Equals(difference.Name, StringComparison.OrdinalIgnoreCase);

    private static bool IsNamed(string claim, string? text) =>
        text is not null && Regex.IsMatch(text, $@"\b{claim}\b");

    // Runs under the alternative take the place of the same models of the paper; the others stay.
    private static RunObservations Under(IReadOnlyList<Observation> runs, RunObservations observed)
    {
        ImageObservation[] images = [.. runs.OfType<ImageObservation>().Select(run => run with { Differences = [] })];
        IncrementObservation[] increments =
            [.. runs.OfType<IncrementObservation>().Select(run => run with { Differences = [], Model = AsPaper(run, observed) })];
        return observed with
        {
            Images = [.. observed.PaperImages.Where(run => images.All(other => other.Model != run.Model)), .. images],
            Increments = [.. observed.PaperIncrements.Where(run => increments.All(other => other.Model != run.Model)), .. increments],
        };
    }

    // Another cell stands for the paper's vanilla cell, and another order for the complicated one.
    private static IncrementModel AsPaper(IncrementObservation run, RunObservations observed)
    {
        bool isKnown(Func<IncrementModel, bool> has) => observed.PlannedIncrements.Any(has);
        IncrementModel model = run.Model;
        return model with
        {
            Cell = isKnown(known => known.Cell == model.Cell) ? model.Cell : observed.PlannedIncrements[0].Cell,
            Order = isKnown(known => known.Order == model.Order) ? model.Order : Tasks.DigitOrder.Complicated,
        };
    }

    private static ClaimDecision Outcome(IReadOnlyList<ClaimVerdict> verdicts, string claim) =>
        verdicts.Single(verdict => verdict.Claim.Id == claim).Outcome;
}
