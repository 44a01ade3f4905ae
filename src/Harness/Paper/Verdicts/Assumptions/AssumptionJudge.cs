using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;

namespace RnnMemory.Paper.Verdicts.Assumptions;

/// <summary>Answers for every assumption whether a conclusion changes under its alternative.</summary>
/// <remarks>
/// Runs under an alternative take the place of the paper's, and the claims that lean on the assumption are judged again by the same rules.
/// </remarks>
public static class AssumptionJudge
{
    // Settings of an experiment that are lists are single values in a run's spec.json.
    private static readonly IReadOnlyDictionary<string, string> InSpec = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Cells"] = "cell", ["Orders"] = "order", ["Sizes"] = "digits", ["Permutations"] = "permutation", ["LearningRates"] = "learningRate",
    };

    /// <summary>The answers, in the ledger's order.</summary>
    /// <param name="ledger">The registered data.</param>
    /// <param name="observed">The runs.</param>
    /// <param name="verdicts">The claims' verdicts by the paper's settings.</param>
    public static IReadOnlyList<AssumptionVerdict> Verdicts(Ledger ledger, RunObservations observed, IReadOnlyList<ClaimVerdict> verdicts)
    {
        (IReadOnlyList<SettingDifference> Differences, Observation[] Runs, Lazy<IReadOnlyList<ClaimVerdict>> Claims)[] variants =
        [
            .. from run in observed.Images.Concat<Observation>(observed.Increments)
               where run.Differences.Count > 0
               group run by string.Join("; ", run.Differences) into same
               orderby same.Key
               select (same.First().Differences, same.ToArray(),
                   new Lazy<IReadOnlyList<ClaimVerdict>>(() => new ClaimJudge(ledger, Under([.. same], observed)).Verdicts())),
        ];
        return [.. ledger.Assumptions.Select(Of)];

        AssumptionVerdict Of(Assumption assumption)
        {
            TriedAlternative[] tried =
            [
                .. from variant in variants
                   where Tries(assumption, variant.Differences)
                   select new TriedAlternative(
                       variant.Differences, [.. variant.Runs.Select(run => run.Run)],
                       [
                           .. from claim in ledger.Claims
                              where claim.Assumptions.Contains(assumption.Id)
                              select (claim.Id, Outcome(verdicts, claim.Id), Outcome(variant.Claims.Value, claim.Id)),
                       ]),
            ];
            (AssumptionOutcome outcome, string why) = Answer(assumption, tried);
            return new AssumptionVerdict(assumption, outcome, why, tried);
        }
    }

    private static (AssumptionOutcome, string) Answer(Assumption assumption, IReadOnlyList<TriedAlternative> tried)
    {
        if (tried.Count > 0)
        {
            string[] changed = [.. tried.SelectMany(alternative => alternative.Claims)
                .Where(claim => (claim.Paper, claim.Alternative) is (ClaimDecision.Confirmed, ClaimDecision.Refuted) or (ClaimDecision.Refuted, ClaimDecision.Confirmed))
                .Select(claim => claim.Claim).Distinct()];
            return changed.Length > 0 ? (AssumptionOutcome.Changed, $"the verdict on {string.Join(", ", changed)} changes")
                : tried.Any(alternative => alternative.Decides) ? (AssumptionOutcome.Unchanged, "no claim that leans on it gets the opposite verdict")
                : (AssumptionOutcome.TooFewRuns, $"{tried.Sum(alternative => alternative.Runs.Count)} runs under the alternative decide no claim");
        }

        return assumption switch
        {
            { Alternative: null } => (AssumptionOutcome.NothingToTry, "there is no alternative to try"),
            { Settings.Count: > 0, TestedBy: { } runs, Priority: not SensitivityPriority.None } => (AssumptionOutcome.NotTestedYet, $"not tested yet; needs: {runs}"),
            { TestedBy: { } elsewhere } when assumption.Priority == SensitivityPriority.None || !elsewhere.Contains("run", StringComparison.OrdinalIgnoreCase) =>
                (AssumptionOutcome.ShownElsewhere, elsewhere),
            { TestedBy: { } runs } => (AssumptionOutcome.NotTestedYet, $"not tested yet: {runs}"),
            { TestedBy: null } => (AssumptionOutcome.NothingToTry, "nothing is registered that would show a difference"),
        };
    }

    // An alternative tries an assumption if all that differs are its settings.
    private static bool Tries(Assumption assumption, IReadOnlyList<SettingDifference> differences)
    {
        string[] settings = [.. assumption.Settings.Select(setting => setting[(setting.IndexOf(':', StringComparison.Ordinal) + 1)..])];
        return settings.Length > 0 && differences.All(difference => settings.Any(setting =>
            InSpec.GetValueOrDefault(setting, setting).Equals(difference.Name, StringComparison.OrdinalIgnoreCase)));
    }

    // The variant's runs as the paper's; the other task's stay.
    private static RunObservations Under(IReadOnlyList<Observation> runs, RunObservations observed) => observed with
    {
        Images = runs.OfType<ImageObservation>().Any()
            ? [.. runs.OfType<ImageObservation>().Select(run => run with { Differences = [] })] : [.. observed.PaperImages],
        Increments = runs.OfType<IncrementObservation>().Any()
            ? [.. runs.OfType<IncrementObservation>().Select(run => run with { Differences = [], Model = AsPaper(run, observed) })]
            : [.. observed.PaperIncrements],
    };

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

    private static ClaimDecision Outcome(IReadOnlyList<ClaimVerdict> verdicts, string claim) => verdicts.Single(verdict => verdict.Claim.Id == claim).Outcome;
}
