using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Tasks;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class PermutationClaimsTests
{
    // The abstract prints 15: up to 15.5 is as printed.
    [Theory]
    [InlineData(0.854, Side.Above)]
    [InlineData(0.846, Side.Above)]
    [InlineData(0.844, Side.Below)]
    public void Loss_of_up_to_15_points_is_met_by_what_rounds_to_15(double permuted, Side expected)
    {
        RunObservations world = World.Of(2)
            .WithImages(run => run.WithAccuracy(run.Model.Representation == Representation.FlattenedPermuted ? permuted : 0.9999));

        Finding[] losses = [.. RawFindings.Of(world, "ABS-3", OrderingReading.Authors)
            .Where(finding => finding.Decides && finding.What.StartsWith("flattened@1e-06", StringComparison.Ordinal))];

        Assert.Equal(3, losses.Length);
        Assert.All(losses, loss => Assert.Equal(100 * (0.9999 - permuted), loss.Estimate!.Value, 1e-9));
        Assert.All(losses, loss => Assert.Equal(expected, loss.Side));
    }

    [Theory]
    [InlineData(3, 0, "needs 6 permutations of flattened-permuted@1e-06: have 3")]
    [InlineData(9, 9, null)]
    public void Largest_loss_of_permutations_in_general_is_asked_of_six_of_them(int permutations, int deciding, string? missing)
    {
        IReadOnlyList<Finding> findings = RawFindings.Of(World.Of(2, permutations: permutations), "ABS-3", OrderingReading.General);

        Assert.Equal(deciding, findings.Count(finding => finding is { Decides: true, Missing: null }));
        Assert.Equal(missing, findings.SingleOrDefault(finding => finding is { Decides: true, Missing: not null })?.Missing);
    }

    [Fact]
    public void Mean_loss_over_permutations_stands_beside()
    {
        RunObservations world = World.Of(2).WithImages(run => run.WithAccuracy(run.Model.Permutation is { } permutation ? 0.7 + (0.01 * permutation) : 0.9));

        Finding mean = RawFindings.Of(world, "ABS-3", OrderingReading.Authors)
            .Single(finding => finding.What == "flattened@1e-06 - mean of its permutations");

        Assert.False(mean.Decides);
        Assert.Equal(19, mean.Estimate!.Value, 1e-9);
    }

    [Fact]
    public void Distance_between_two_means_reaches_from_their_nearer_ends_to_their_farther_ones()
    {
        RunObservations world = World.Of(3);
        ClaimEvidence evidence = RawFindings.Evidence(world);
        ImageContrast best = new(evidence, ImageMeasure.Best);
        Finding Mean(IReadOnlyList<ImageModel> models) =>
            best.Function("mean", models, places => places.Average(place => 1 / (1 + Math.Exp(-place))), "vacc");
        Finding transposed = Mean([new ImageModel(Representation.Transposed, null, 1e-6)]);
        Finding permuted = Mean(ClaimEvidence.PublishedModels(Representation.FlattenedPermuted, 1e-6));

        Finding distance = RawFindings.Of(world, "CON-9").Single(finding => finding.Decides);

        // The registered success is 0.05.
        Assert.Equal(transposed.Interval!.Value.Low - 0.05 - permuted.Interval!.Value.High, distance.Interval!.Value.Low, 1e-12);
        Assert.Equal(transposed.Interval.Value.High - 0.05 - permuted.Interval.Value.Low, distance.Interval.Value.High, 1e-12);
    }

    // On the logit scale, times 0.1: permutations that lie -d, 0 and d beside the mean, eight seeds, and a residual variance of 1 whose
    // interval reaches from 0.54 to 2.49. With d = 0.1 the permutations' variance lies below 0.28, with 0.17 below 1.02, with 1.5 above
    // 0.44.
    [Theory]
    [InlineData(0.1, Side.Above)]
    [InlineData(0.17, Side.Open)]
    [InlineData(1.5, Side.Below)]
    public void Permutations_matter_less_than_seeds_if_their_interval_lies_below_the_residual_one(double distance, Side expected)
    {
        const int Seeds = 8;
        double residual = Math.Sqrt(2 * (Seeds - 1) / (6.0 * Seeds));
        RunObservations world = World.Of(Seeds).WithImages(run =>
        {
            int permutation = run.Model.Permutation ?? 0;
            double place = (distance * (permutation - 1)) + (residual * (permutation == 1 ? -2 : 1) * (run.Seed % 2 == 0 ? 1 : -1));
            return run.WithAccuracy(1 / (1 + Math.Exp(-2 - (0.1 * place))));
        });

        Finding variance = RawFindings.Of(world, "MN-8", OrderingReading.General)
            .Single(finding => finding.What.StartsWith("original-permuted@1e-06", StringComparison.Ordinal));

        Assert.Equal(expected, variance.Side);
        Assert.Equal(0.01 * Math.Max(0, ((Seeds * distance * distance) - 1) / Seeds), variance.Estimate!.Value, 1e-9);
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public void Exact_permutation_tests_of_eighteen_pairs_stand_beside_from_six_seeds_on(int seeds, bool expected)
    {
        IReadOnlyList<Finding> losses = RawFindings.Of(World.Of(seeds), "ABS-1", OrderingReading.Authors);

        Assert.Equal(expected ? 18 : 0, losses.Count(loss => loss.Note?.EndsWith("of 18", StringComparison.Ordinal) == true));
    }
}
