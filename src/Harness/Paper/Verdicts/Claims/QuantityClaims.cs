using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Statistics;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims with a percentage or a ratio of accuracies: .</summary>
internal static class QuantityClaims
{
    private const double Percent = 100;

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        Decrease("Q-1", "TEXT/3.2/decrease-transposed", Representation.Transposed, Representation.TransposedPermuted),
        new("Q-2", MoreThanTransposed),
        Decrease("Q-3", "TEXT/3.2/decrease-transposed-flattened", Representation.TransposedFlattened, Representation.FlattenedPermuted),
        Decrease("Q-4", "TEXT/3.2/decrease-flattened", Representation.Flattened, Representation.FlattenedPermuted),
        Decrease("Q-5", "TEXT/3.2/decrease-by-flattening", Representation.Original, Representation.Flattened),
        new("Q-6", (evidence, _) => new([BestOfAll.Size(evidence, evidence.Ledger.FindNumber("TEXT/3.2/mistakes"))], Decisions.AllAbove)),
        new("Q-7", Parameters),
    ];

    private static ClaimRule Decrease(string claim, string number, Representation before, Representation after) =>
        new(claim, (evidence, _) => new(Findings(evidence, number, before, after), Decisions.AllAbove));

    private static Draft MoreThanTransposed(ClaimEvidence evidence, OrderingReading? reading)
    {
        const string Original = "TEXT/3.2/decrease-original";
        return new(
            [
                .. Findings(evidence, Original, Representation.Original, Representation.OriginalPermuted),
                BestOfAll.Difference(evidence, evidence.Ledger.FindNumber(Original), evidence.Ledger.FindNumber("TEXT/3.2/decrease-transposed")),
            ],
            Decisions.AllAbove);
    }

    // The best rows decide, as in the paper; means at equal rates stand beside.
    private static IReadOnlyList<Finding> Findings(ClaimEvidence evidence, string id, Representation before, Representation after)
    {
        PublishedNumber number = evidence.Ledger.FindNumber(id);
        ImageContrast best = new(evidence, ImageMeasure.Best);
        Finding bestOfAll = BestOfAll.Size(evidence, number);
        return
        [
            bestOfAll,
            .. from rate in evidence.Rates
               let models = ClaimEvidence.PublishedModels(after, rate).Prepend(new ImageModel(before, null, rate)).ToArray()
               select best.Function($"{before.Name()} - {after.Name()}, means at {ImageModel.RateText(rate)}", models, Relative, "percent") with
               {
                   Decides = false, P = null, Stated = bestOfAll.Stated,
               },
        ];
    }

    private static double Relative(double[] places)
    {
        double before = Scale.Logit.ToPlain(places[0]);
        return Percent * (before - places.Skip(1).Average(place => Scale.Logit.ToPlain(place))) / before;
    }

    // The share of the loss by flattening that equal numbers of parameters remove, tried from either side.
    private static Draft Parameters(ClaimEvidence evidence, OrderingReading? reading)
    {
        double rate = evidence.Rates[^1];
        return new(
            [
                Share(new ImageModel(Representation.Flattened, null, rate), 140, 1),
                Share(new ImageModel(Representation.Original, null, rate), 116, -1) with { Decides = false },
            ],
            findings =>
            {
                Finding share = findings[0];
                return share.Missing is not null ? new(ClaimDecision.Inconclusive, share.Missing)
                    : share.Interval is { } interval && interval.Low > 0
                        ? new(ClaimDecision.Confirmed, interval.Contains(1) ? "equal parameters remove the whole loss" : "equal parameters remove a part of the loss, not all of it")
                    : share.Interval?.High < 0 ? new(ClaimDecision.Refuted, "equal parameters add to the loss")
                    : new(ClaimDecision.Inconclusive, "the share's interval contains zero");
            });

        Finding Share(ImageModel changed, int hidden, int sign)
        {
            ImageModel original = new(Representation.Original, null, rate), flattened = new(Representation.Flattened, null, rate);
            ImageObservation[] runs =
                [.. Variants.Of(evidence.Observed.Images, "model.hidden", hidden.ToString(System.Globalization.CultureInfo.InvariantCulture))
                .Where(run => run.Model == changed)];
            string name = $"{changed.Name} with {hidden} units";
            Finding named = new()
            {
                What = $"share of the loss by flattening that {name} removes",
                Unit = "share",
                Test = "slopes of the share, moderated spreads",
                Missing = ClaimEvidence.Missing(name, runs, 2),
                Runs = [.. runs.Select(run => run.Run), .. evidence.Runs(original).Select(run => run.Run),
                    .. evidence.Runs(flattened).Select(run => run.Run)],
            };
            if (named.Missing is not null)
            {
                return named;
            }

            double[] values = [.. runs.Select(run => Scale.Logit.FromPlain(run.BestTestAccuracy))];
            double place = values.Average();
            Finding share = new ImageContrast(evidence, ImageMeasure.Best).Function(named.What, [original, flattened], places =>
                sign * (Scale.Logit.ToPlain(place) - Scale.Logit.ToPlain(sign > 0 ? places[1] : places[0]))
                / (Scale.Logit.ToPlain(places[0]) - Scale.Logit.ToPlain(places[1])), "share");
            return share.Missing is not null ? named with { Missing = share.Missing }
                : Widened(share, values, Scale.Logit.ToPlain(place)) with { Runs = named.Runs };
        }

        // The spread of the changed model adds to the standard error.
        Finding Widened(Finding share, double[] values, double plain)
        {
            double loss = evidence.Runs(new ImageModel(Representation.Original, null, rate)).Average(run => run.BestTestAccuracy)
                - evidence.Runs(new ImageModel(Representation.Flattened, null, rate)).Average(run => run.BestTestAccuracy);
            double own = StudentEstimate.OfMean(values).StandardError * plain * (1 - plain) / loss;
            int freedom = values.Length - 1;
            double half = StudentEstimate.Quantile((1 + evidence.Rule.Confidence.Interval) / 2, freedom) * own;
            double rest = (share.Interval!.Value.High - share.Interval.Value.Low) / 2;
            double all = Math.Sqrt((half * half) + (rest * rest));
            return share with { Interval = new Interval(share.Estimate!.Value - all, share.Estimate.Value + all), P = null };
        }
    }
}
