using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims on what a permutation of an image's parts costs: ABS-1, ABS-3, MN-5, MN-8, CON-1, CON-8 and CON-9.</summary>
internal static class PermutationClaims
{
    private static readonly Representation[] Permuted =
        [Representation.OriginalPermuted, Representation.TransposedPermuted, Representation.FlattenedPermuted];

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("ABS-1", (evidence, reading) => new([.. Losses(evidence, reading), .. Repeated(evidence)], Decisions.AllAbove)),
        new("ABS-3", UpToFifteen),
        new("MN-5", AnyPermutation),
        new("MN-8", ThreeSuffice),
        new("CON-1", (evidence, reading) => new([], _ => Decisions.Together(evidence.Verdict("ABS-1", reading), evidence.Verdict("INC-10", reading)))),
        new("CON-8", AboveChance),
        new("CON-9", FarBehind),
    ];

    // Base less permuted, at each rate: for each of the authors' permutations, or over permutations in general.
    private static IReadOnlyList<Finding> Losses(ClaimEvidence evidence, OrderingReading? reading)
    {
        ImageContrast best = new(evidence, ImageMeasure.Best);
        (ImageModel Base, IReadOnlyList<ImageModel> Permuted)[] cases =
        [
            .. from permuted in Permuted
               from rate in evidence.Rates
               select (new ImageModel(permuted.Base(), null, rate), evidence.ModelsOf(permuted, rate, reading)),
        ];
        if (reading == OrderingReading.General)
        {
            return
            [
                .. cases.Select(pair => best.OverPermutations([pair.Base], pair.Permuted,
                    $"{pair.Base.Name} - {pair.Base.Case}-permuted in general") with { Decides = !evidence.MayCollapse(pair.Base) }),
            ];
        }

        (ImageModel Base, ImageModel Permuted)[] pairs = [.. cases.SelectMany(pair => pair.Permuted.Select(model => (pair.Base, model)))];
        Finding[] checks = Checks(evidence, pairs);
        return
        [
            .. pairs.Zip(checks, (pair, check) =>
            {
                Finding loss = best.Difference([pair.Base], [pair.Permuted]);
                string? exact = check.Adjusted is { } p ? FormattableString.Invariant($"exact permutation test p = {p:F4} of {pairs.Length}") : null;
                return loss with
                {
                    Decides = !evidence.MayCollapse(pair.Base), Note = string.Join("; ", new[] { loss.Note, exact }.OfType<string>()),
                };
            }),
        ];
    }

    // The exact permutation tests that stand beside, adjusted among each other.
    private static Finding[] Checks(ClaimEvidence evidence, IReadOnlyList<(ImageModel Base, ImageModel Permuted)> pairs)
    {
        Finding[] tests =
        [
            .. pairs.Select(pair => TwoSamples.Difference(
                evidence, $"{pair.Base.Name} - {pair.Permuted.Name}", "vacc", Values(pair.Base), Values(pair.Permuted),
                evidence.Rule.Least.SeedsForEighteenPairs, (pair.Base.Name, pair.Permuted.Name))),
        ];
        double[] adjusted = Holm.Adjust([.. tests.Select(test => test.P).OfType<double>()]);
        int next = 0;
        return [.. tests.Select(test => test.P is null ? test : test with { Adjusted = adjusted[next++] })];

        (ImageObservation Run, double Value)[] Values(ImageModel model) =>
            [.. evidence.Runs(model).Select(run => (run, run.BestTestAccuracy))];
    }

    // With the last epoch and with the mean over epochs, over the authors' permutations.
    private static IEnumerable<Finding> Repeated(ClaimEvidence evidence) =>
        from measure in new[] { ImageMeasure.Last, ImageMeasure.Mean }
        from permuted in Permuted
        from rate in evidence.Rates
        let models = ClaimEvidence.PublishedModels(permuted, rate)
        select new ImageContrast(evidence, measure).Difference(
            [new ImageModel(permuted.Base(), null, rate)], models, $"{measure.Name}: {permuted.Base().Name()} - permuted, {ImageModel.RateText(rate)}") with
        {
            Decides = false,
        };

    // "Any": in addition the best permutation lies below the base, and no seed goes the other way.
    private static Draft AnyPermutation(ClaimEvidence evidence, OrderingReading? reading)
    {
        string[] reversed =
        [
            .. from permuted in Permuted
               from rate in evidence.Rates
               from model in evidence.ModelsOf(permuted, rate, reading)
               from run in evidence.Runs(model)
               from before in evidence.Runs(new ImageModel(permuted.Base(), null, rate))
               where before.Seed == run.Seed && run.BestTestAccuracy > before.BestTestAccuracy && !evidence.MayCollapse(model)
               select $"{model.Name} seed {run.Seed}",
        ];
        return new(Losses(evidence, reading), findings =>
        {
            Decision all = Decisions.AllAbove(findings);
            return all.Outcome == ClaimDecision.Confirmed && reversed.Length > 0
                ? new(ClaimDecision.Inconclusive, $"every mean goes the claimed way, but not every seed: {string.Join(", ", reversed)}")
                : all;
        });
    }

    // "Up to": the largest difference of a permutation must not lie above; the difference of the best rows is the paper's figure.
    private static Draft UpToFifteen(ClaimEvidence evidence, OrderingReading? reading)
    {
        const double Percent = 100;
        PublishedNumber printed = evidence.Ledger.FindNumber("TEXT/abstract/loss");
        double most = (double)printed.Value!.Value;
        double half = (double)(printed.LastDigit ?? 0) / 2;
        ImageContrast best = new(evidence, ImageMeasure.Best);
        int least = evidence.Rule.Least.Permutations;
        Finding[] each = [.. evidence.Rates.SelectMany(LossesAt)];
        Finding bestRows = BestOfAll.Size(evidence, printed) with { Decides = reading == OrderingReading.Authors };
        Finding[] general = reading == OrderingReading.General
            ? [.. from rate in evidence.Rates
                  where !evidence.MayCollapse(new ImageModel(Representation.FlattenedPermuted, 0, rate)) && Few(rate)
                  select new Finding
                  {
                      What = $"flattened-permuted in general, {ImageModel.RateText(rate)}",
                      Missing = $"needs {least} permutations of flattened-permuted@{ImageModel.RateText(rate)}: have {ModelsAt(rate).Count}",
                  }]
            : [];
        return new([bestRows, .. each, .. general], Decisions.AllAbove);

        IReadOnlyList<ImageModel> ModelsAt(double rate) => evidence.ModelsOf(Representation.FlattenedPermuted, rate, reading);

        // Fewer permutations say nothing of permutations in general.
        bool Few(double rate) => reading == OrderingReading.General && ModelsAt(rate).Count < least;

        // Of each permutation; and of their mean, which stands beside, since "up to" speaks of the largest.
        IEnumerable<Finding> LossesAt(double rate)
        {
            ImageModel unpermuted = new(Representation.Flattened, null, rate);
            foreach (ImageModel model in ModelsAt(rate))
            {
                yield return UpTo(best.Function($"{unpermuted.Name} - {model.Name}", [unpermuted, model], Points, "points")) with
                {
                    Decides = !evidence.MayCollapse(model) && !Few(rate),
                };
            }

            if (ModelsAt(rate).Count > 0)
            {
                yield return best.Function($"{unpermuted.Name} - mean of its permutations", [unpermuted, .. ModelsAt(rate)], Points, "points") with
                {
                    Decides = false,
                };
            }
        }

        double Points(double[] places) =>
            Percent * (Scale.Logit.ToPlain(places[0]) - places.Skip(1).Average(place => Scale.Logit.ToPlain(place)));

        Finding UpTo(Finding loss) => loss with
        {
            P = null,
            Test = FormattableString.Invariant($"{loss.Test}: at most {most}"),
            IsDecided = true,
            Side = loss.Interval is not { } interval ? Side.Open
                : interval.High <= most + half ? Side.Above : interval.Low > most + half ? Side.Below : Side.Open,
        };
    }

    // Permutations crossed with seeds: a two-way analysis of variance, an additive model of permutation and seed.
    private static Draft ThreeSuffice(ClaimEvidence evidence, OrderingReading? reading) => new(
        [
            .. from permuted in Permuted
               from rate in evidence.Rates
               let models = evidence.TrainedModels(permuted, rate)
               select Components(evidence, $"{permuted.Name()}@{ImageModel.RateText(rate)}", models) with
               {
                   Decides = !evidence.MayCollapse(new ImageModel(permuted, 0, rate)),
               },
        ],
        findings =>
        {
            Finding[] deciding = [.. findings.Where(finding => finding.Decides)];
            Finding[] differing = [.. deciding.Where(finding => finding.Side == Side.Below)];
            return differing.Length > 0
                ? new(ClaimDecision.Refuted, $"permutations differ beyond seeds in {differing.Length} of {deciding.Length}: {Decisions.Names(differing)}")
                : deciding.All(finding => finding.Side == Side.Above)
                    ? new(ClaimDecision.Confirmed, "the permutations' component lies below the seeds' everywhere")
                    : new(ClaimDecision.Inconclusive, Decisions.Missing(deciding) ?? "no interval of the permutations' component lies above zero");
        });

    private static Finding Components(ClaimEvidence evidence, string name, IReadOnlyList<ImageModel> models)
    {
        const int Least = 3;
        long[] seeds =
        [
            .. models.Where(model => evidence.Runs(model).Count >= Least).SelectMany(evidence.Runs).GroupBy(run => run.Seed)
                .Where(group => group.Count() >= Least).Select(group => group.Key).Order(),
        ];
        ImageModel[] crossed = [.. models.Where(model => seeds.All(seed => evidence.Runs(model).Any(run => run.Seed == seed)))];
        Finding named = new()
        {
            What = $"{name}: variance of permutations",
            Unit = "logit²",
            Test = "analysis of variance, permutations crossed with seeds",
            Runs = [.. crossed.SelectMany(evidence.Runs).Where(run => seeds.Contains(run.Seed)).Select(run => run.Run)],
        };
        if (seeds.Length < Least || crossed.Length < Least)
        {
            int most = models.Count == 0 ? 0 : models.Min(model => evidence.Runs(model).Count);
            return named with { Missing = $"needs {Least} permutations crossed with {Least} seeds of {name}: have {models.Count} with {most}" };
        }

        double[][] values =
        [
            .. crossed.Select(model => (double[])
                [.. seeds.Select(seed => Scale.Logit.FromPlain(evidence.Runs(model).First(run => run.Seed == seed).BestTestAccuracy))]),
        ];
        VarianceComponent component = VarianceComponent.Crossed(values, evidence.Rule.Confidence.Interval);
        return named with
        {
            Estimate = component.Between,
            Interval = component.Interval,
            Note = FormattableString.Invariant($"residual variance of one run {component.Within:G4}, from {component.WithinInterval.Low:G4} to {component.WithinInterval.High:G4}"),
            Side = component.Interval.Low > 0 ? Side.Below : component.Interval.High < component.WithinInterval.Low ? Side.Above
                : Side.Open,
        };
    }

    private static Draft AboveChance(ClaimEvidence evidence, OrderingReading? reading)
    {
        double chance = evidence.Figure("majority-class");
        ImageContrast best = new(evidence, ImageMeasure.Best);
        return new(
            [
                .. from rate in evidence.Rates
                   from model in ClaimEvidence.PublishedModels(Representation.FlattenedPermuted, rate)
                   select best.Function(FormattableString.Invariant($"{model.Name} - {chance}"), [model],
                       places => places[0] - Scale.Logit.FromPlain(chance), "logit") with { Decides = !evidence.MayCollapse(model) },
            ],
            findings =>
            {
                Decision images = Decisions.AllAbove(findings);
                (string, ReadingVerdict) own = ("above chance", new ReadingVerdict(reading, images.Outcome, images.Why, findings));
                return Decisions.Together(own, evidence.Verdict("INC-9", reading));
            });
    }

    private static Draft FarBehind(ClaimEvidence evidence, OrderingReading? reading)
    {
        double success = evidence.Figure("success");
        ImageContrast best = new(evidence, ImageMeasure.Best);
        return new(
            [
                .. from rate in evidence.Rates
                   let transposed = new ImageModel(Representation.Transposed, null, rate)
                   let permuted = ClaimEvidence.PublishedModels(Representation.FlattenedPermuted, rate)
                   select Of(best.Function($"transposed@{transposed.Rate}", [transposed], Mean, "vacc"),
                       best.Function($"flattened-permuted@{transposed.Rate}", permuted, Mean, "vacc")) with
                   {
                       Decides = !evidence.MayCollapse(permuted[0]),
                   },
            ],
            Decisions.AllAbove);

        double Mean(double[] places) => places.Average(place => Scale.Logit.ToPlain(place));

        Finding Of(Finding one, Finding other) => new()
        {
            What = FormattableString.Invariant($"{one.What} - {success} - {other.What}"),
            Unit = "vacc",
            Test = "the intervals of both means do not meet",
            Estimate = one.Estimate - success - other.Estimate,
            Interval = one.Interval is { } high && other.Interval is { } low
                ? new Interval(high.Low - success - low.High, high.High - success - low.Low) : null,
            Missing = one.Missing ?? other.Missing,
            Runs = [.. one.Runs, .. other.Runs],
        };
    }
}
