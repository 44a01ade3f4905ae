using RnnMemory.Experiments.Framework;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class VariantSuffixTests
{
    private static readonly Training Paper = new() { Optimizer = "rmsprop", Numbers = Of(0.9, 0.5) };

    [Fact]
    public void Nothing_is_said_of_the_papers_settings() =>
        Assert.Equal("", VariantSuffix.Between(Paper, Paper with { Numbers = Of(0.9, 0.5) }));

    [Fact]
    public void Dictionary_counts_as_one_setting_for_each_entry_in_its_own_place()
    {
        Training actual = new() { Optimizer = "adam", Numbers = Of(0.8, 1e-8), Clip = 1 };

        Assert.Equal("+Optimizer=adam+Rho=0.8+Beta=1e-08+Clip=1", VariantSuffix.Between(Paper, actual));
    }

    [Fact]
    public void Entry_that_has_no_effect_can_be_left_out()
    {
        Training actual = Paper with { Numbers = Of(0.8, 0.1) };

        Assert.Equal("+Rho=0.8", VariantSuffix.Between(Paper, actual, "Beta"));
    }

    [Fact]
    public void Hyperparameters_of_other_optimisers_have_no_effect()
    {
        Assert.Equal(["Beta1", "Beta2"], KnownOptimizers.NotOf("rmsprop").Intersect(["Rho", "Epsilon", "Beta1", "Beta2"]));
        Assert.Equal(["Rho"], KnownOptimizers.NotOf("adam").Intersect(["Rho", "Epsilon", "Beta1", "Beta2"]));
    }

    private static Dictionary<string, double> Of(double rho, double beta) => new() { ["Rho"] = rho, ["Beta"] = beta };

    private sealed record Training
    {
        public string Optimizer { get; init; } = "";

        public IReadOnlyDictionary<string, double> Numbers { get; init; } = new Dictionary<string, double>();

        public double Clip { get; init; }
    }
}
