using System.Globalization;
using System.Text.Json;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Verdicts on numbers that no value of ours is compared with.</summary>
/// <param name="ledger">What was registered.</param>
/// <param name="observations">The settings, and the decisions on claims.</param>
internal sealed class StatedVerdicts(Ledger ledger, Observations observations)
{
    public IEnumerable<NumberVerdict> All() =>
        from number in ledger.Numbers
        let decided = Decide(number)
        where decided is not null
        select Of(number, decided.Value.Verdict, decided.Value.Reason);

    // Null where another part decides.
    private (Verdict Verdict, string Reason)? Decide(PublishedNumber number) => number.Method switch
    {
        VerdictMethod.Setting => BySetting(number),
        VerdictMethod.ByClaim => ByClaims(number),
        VerdictMethod.Proved => SetUpFacts.Decide(number),
        VerdictMethod.NotMeasurable => (Verdict.NotMeasurable, $"Not measurable: {number.Protocol}."),
        _ => null,
    };

    private (Verdict Verdict, string Reason) BySetting(PublishedNumber number)
    {
        string[] key = number.Setting!.Split(':');
        if (observations.Settings is not { } settings
            || !settings.TryGetProperty(key[0], out JsonElement section)
            || !section.TryGetProperty(key[1], out JsonElement setting))
        {
            return (Verdict.Inconclusive, $"The setting {number.Setting} of paper.json was not read.");
        }

        return Has(setting, number)
            ? (Verdict.Agrees, $"The setting {number.Setting} says the same: {setting.GetRawText()}.")
            : (Verdict.Differs, $"The setting {number.Setting} is {setting}.");
    }

    // A list has the entry, or so many entries; anything else has the value.
    private static bool Has(JsonElement setting, PublishedNumber number) => (setting.ValueKind, number.SettingValue) switch
    {
        (JsonValueKind.Array, { } entry) => setting.EnumerateArray().Any(value => value.ToString() == entry),
        (JsonValueKind.Array, null) => setting.GetArrayLength() == number.Value,
        (_, { } text) => setting.GetRawText() == text,
        _ => decimal.TryParse(setting.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value)
            && value == number.Value,
    };

    private (Verdict Verdict, string Reason) ByClaims(PublishedNumber number)
    {
        string claims = string.Join(", ", number.Claims);
        ClaimDecision[] decisions = [.. number.Claims.SelectMany(claim => observations.Claims[claim]).Distinct()];
        return decisions switch
        {
            [] => (Verdict.Inconclusive, $"There is no decision on {claims}."),
            [ClaimDecision.Confirmed] => (Verdict.Agrees, $"Confirmed with {claims}."),
            [ClaimDecision.Refuted] => (Verdict.Differs, $"Refuted with {claims}."),
            [ClaimDecision.NotMeasurable] => (Verdict.NotMeasurable, $"{claims} is not measurable."),
            _ => (Verdict.Inconclusive, $"Inconclusive as {claims}."),
        };
    }

    private NumberVerdict Of(PublishedNumber number, Verdict verdict, string reason) => new()
    {
        Number = number,
        Verdict = verdict,
        Reason = reason,
        Assumptions = ledger.AssumptionsOf(number),
    };
}
