using System.Globalization;
using System.Text.Json;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Tests.Paper.Claims;
using Xunit;

namespace RnnMemory.Tests.Paper.Verdicts;

public sealed class StatedVerdictsTests
{
    [Fact]
    public void Numbers_that_are_settings_agree_with_the_papers_profile() => Assert.All(
        Of(new Observations([]) { Settings = MadeUp.PaperSettings }).All.Where(verdict => verdict.Number.Method == VerdictMethod.Setting),
        verdict => Assert.Equal((verdict.Number.Id, Verdict.Agrees), (verdict.Number.Id, verdict.Verdict)));

    [Theory]
    [InlineData("TEXT/3.2/hidden", """{ "Mnist": { "Hidden": 127 } }""")]
    [InlineData("TEXT/3.2/hidden", """{ "Mnist": { "Hidden": null } }""")]
    [InlineData("TEXT/3.2/permutations", """{ "Mnist": { "Permutations": [ 0, 1 ] } }""")]
    [InlineData("TEXT/3.2/higher-rate", """{ "Mnist": { "LearningRates": [ 1e-5, 1e-6 ] } }""")]
    [InlineData("TEXT/3.1/presentations", """{ "Increment": { "Doubled": false } }""")]
    public void Another_setting_differs(string id, string settings)
    {
        using JsonDocument document = JsonDocument.Parse(settings);

        Assert.Equal(Verdict.Differs, Of(new Observations([]) { Settings = document.RootElement }).Find(id).Verdict);
    }

    [Fact]
    public void Settings_that_were_not_read_are_inconclusive() =>
        Assert.Equal(Verdict.Inconclusive, Of(new Observations([])).Find("TEXT/3.2/hidden").Verdict);

    [Theory]
    [InlineData(Verdict.Agrees, ClaimDecision.Confirmed)]
    [InlineData(Verdict.Agrees, ClaimDecision.Confirmed, ClaimDecision.Confirmed)]
    [InlineData(Verdict.Differs, ClaimDecision.Refuted)]
    [InlineData(Verdict.Inconclusive, ClaimDecision.Inconclusive)]
    [InlineData(Verdict.Inconclusive, ClaimDecision.Confirmed, ClaimDecision.Refuted)]
    [InlineData(Verdict.NotMeasurable, ClaimDecision.NotMeasurable)]
    [InlineData(Verdict.Inconclusive)]
    public void Number_of_a_claim_has_the_claims_verdict(Verdict expected, params ClaimDecision[] decisions) => Assert.Equal(
        expected,
        Of(new Observations([]) { Claims = decisions.ToLookup(_ => "CON-2") }).Find("TEXT/4/tenth-epoch").Verdict);

    [Fact]
    public void Picture_is_not_measurable() =>
        Assert.Equal(Verdict.NotMeasurable, Of(new Observations([])).Find("T1/flattened").Verdict);

    [Fact]
    public void Constants_of_the_set_up_are_those_of_the_code() => Assert.All(
        Proved(), number => Assert.Equal((Verdict.Agrees, number.Id), (SetUpFacts.Decide(number).Verdict, number.Id)));

    [Fact]
    public void Constant_with_another_digit_differs_and_shows_both() => Assert.All(Proved(), number =>
    {
        PublishedNumber other = number.Value is { } value ? number with { Value = value + 1 } : number with { Printed = number.Printed.Replace('2', '7') };

        (Verdict verdict, string reason) = SetUpFacts.Decide(other);

        Assert.Equal((Verdict.Differs, number.Id), (verdict, number.Id));
        Assert.Contains($", not {other.Value?.ToString(CultureInfo.InvariantCulture) ?? other.Printed}: ", reason);
    });

    [Fact]
    public void Constant_that_nothing_computes_is_refused() =>
        Assert.Contains("'TEXT/new'", Assert.Throws<ArgumentException>(() => SetUpFacts.Decide(Proved().First() with { Id = "TEXT/new" })).Message);

    private static IEnumerable<PublishedNumber> Proved() => Ledger.Registered.Numbers.Where(number => number.Method == VerdictMethod.Proved);

    private static NumberVerdicts Of(Observations observations) => NumberVerdicts.Of(QuickLedger.Ledger, observations);
}
