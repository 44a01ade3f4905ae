using RnnMemory.Basics;
using RnnMemory.Paper;
using Xunit;

namespace RnnMemory.Tests.Paper;

public sealed class LedgerTests
{
    private static readonly string[] Files = ["published.json", "claims.json", "assumptions.json", "verdict-rule.json"];

    private static readonly IReadOnlyDictionary<string, int> ClaimsOfSection = new Dictionary<string, int>
    {
        ["ABS"] = 4,
        ["INT"] = 2,
        ["REL"] = 1,
        ["S3"] = 1,
        ["INC"] = 10,
        ["MN"] = 14,
        ["LAT"] = 3,
        ["TAB"] = 2,
        ["Q"] = 7,
        ["CON"] = 9,
        ["BG"] = 4,
    };

    private static readonly IReadOnlyDictionary<string, int> AssumptionsOfGroup = new Dictionary<string, int>
    {
        ["A"] = 23,
        ["B"] = 10,
        ["C"] = 15,
        ["D"] = 7,
        ["F"] = 6,
        ["K"] = 10,
    };

    public static TheoryData<string> FileNames => [.. Files];

    [Theory]
    [MemberData(nameof(FileNames))]
    public void Registered_content_is_that_of_the_last_change(string file)
    {
        Registration registration = Ledger.Registered.Registrations.Single(registration => registration.File == file);

        Assert.True(registration.Unexplained is null, registration.Unexplained);
        Assert.All(registration.Changes, change => Assert.True(change.What.Length > 0 && change.Why.Length > 0, $"{file}: a change without a reason"));
        Assert.Equal(registration.Changes.OrderBy(change => change.Date), registration.Changes);
    }

    [Theory]
    [InlineData("published.json", "\"vacc\": 0.979", "\"vacc\": 0.978")]
    [InlineData("verdict-rule.json", "\"margin\": 0.0075", "\"margin\": 0.0750")]
    [InlineData("claims.json", "at least 2 points", "at least 1 point")]
    [InlineData("assumptions.json", "244, indices 0 to 243", "250, indices 0 to 249")]
    public void Edited_content_without_a_new_change_is_named(string file, string was, string @is)
    {
        Registration registration = Read(file, text => text.Replace(was, @is, StringComparison.Ordinal))
            .Registrations.Single(registration => registration.File == file);

        Assert.StartsWith($"The content of {file} is not the registered one", registration.Unexplained);
    }

    [Fact]
    public void Hash_of_the_content_ignores_line_ends_and_the_list_of_changes() => Assert.Equal(
        Ledger.Registered.Registrations.Select(registration => registration.Sha256),
        Read("claims.json", text => text.Replace("\n", "\r\n", StringComparison.Ordinal).Replace("\"why\": \"", "\"why\": \"Because ", StringComparison.Ordinal))
            .Registrations.Select(registration => registration.Sha256));

    [Theory]
    [InlineData("claims.json", "\"id\": \"INC-2\"", "\"id\": \"INC-1\"", "claims.json: INC-1: comes twice as an id.")]
    [InlineData("assumptions.json", "\"id\": \"C9\"", "\"id\": \"c8\"", "assumptions.json: c8: comes twice as an id.")]
    [InlineData("published.json", "\"id\": \"TEXT/abstract/bits\"", "\"id\": \"T2/original/mean\"", "published.json: T2/original/mean: comes twice")]
    [InlineData("claims.json", "[\"B7\", \"B8\", \"B9\", \"C4\", \"C7\"]", "[\"B7\", \"B8\", \"B9\", \"C4\", \"C77\"]",
        "claims.json: ABS-1: refers to 'C77', but there is no assumption of that id.")]
    [InlineData("published.json", "\"claims\": [\"Q-1\"]", "\"claims\": [\"Q-11\"]",
        "published.json: TEXT/3.2/decrease-transposed: refers to 'Q-11', but there is no claim of that id.")]
    [InlineData("published.json", "\"pixels\": [\"B6\", \"C4\"]", "\"pixels\": [\"B6\", \"C40\"]", "refers to 'C40', but there is no assumption of that id")]
    [InlineData("published.json", "\"of\": [\"T2/original/mean\"", "\"of\": [\"T2/original/average\"", "refers to 'T2/original/average', but there is no number")]
    [InlineData("claims.json", "\"holm\": \"quality\"", "\"holm\": \"qualities\"", "refers to 'qualities', but there is no Holm family of verdict-rule.json")]
    [InlineData("verdict-rule.json", "\"claims\": [\"INC-8\"]", "\"claims\": [\"INC-0\"]", "optimum-digits: refers to 'INC-0'")]
    [InlineData("claims.json", "\"quotation\": \"Best models for each option\"", "\"quotation\": \"1 2 3 4 5 6 7 8 9 10 11 12 13\"",
        "claims.json: TAB-1: its quotation has 13 words, more than 12")]
    [InlineData("claims.json", "\"quotation\": \"Best models for each option\"", "\"quotation\": \"Best  models\"", "TAB-1: its quotation is empty or has more than single")]
    [InlineData("published.json", "\"printed\": \"4.2\"", "\"printed\": \"4.3\"", "TEXT/3.2/mistakes: its quotation does not contain \"4.3\"")]
    [InlineData("claims.json", "\"not_measurable\": \"It is a time", "\"not_measurable\": null, \"why\": \"It is a time", "could not be mapped")]
    [InlineData("claims.json", "\"section\": \"Table 4\",", "", "missing required properties including: 'section'")]
    [InlineData("verdict-rule.json", "\"prior_degrees_of_freedom\": 4,", "", "missing required properties including: 'prior_degrees_of_freedom'")]
    [InlineData("published.json", "\"best_epoch\": 118,", "\"best_epoch\": 118, \"epoch\": 118,", "could not be mapped")]
    [InlineData("assumptions.json", "\"priority\": \"first\"", "\"priority\": \"urgent\"", "could not be converted")]
    [InlineData("assumptions.json", "\"topic\": \"Readout\"", "\"topic\": null", "null")]
    [InlineData("verdict-rule.json", "\"monte_carlo_draws\": 100000", "\"monte_carlo_draws\": 100000, \"monte_carlo_draws\": 100", "Duplicate")]
    [InlineData("claims.json", "\"kind\": \"statement\"", "\"kind\": \"ordering\"", "a claim is a statement exactly if it says why it cannot be measured")]
    public void Damaged_file_is_refused_with_what_is_wrong(string file, string was, string @is, string message)
    {
        Exception error = Assert.Throws<InvalidDataException>(() => Read(file, text =>
        {
            Assert.Contains(was, text);
            return text.Replace(was, @is, StringComparison.Ordinal);
        }));

        Assert.StartsWith($"{file}: ", error.Message);
        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void Every_claim_and_assumption_of_the_paper_is_registered()
    {
        Assert.Equal(
            ClaimsOfSection.SelectMany(section => Enumerable.Range(1, section.Value).Select(number => $"{section.Key}-{number}")).Order(),
            Ledger.Registered.Claims.Select(claim => claim.Id).Order());
        Assert.Equal(
            AssumptionsOfGroup.SelectMany(group => Enumerable.Range(1, group.Value).Select(number => $"{group.Key}{number}")).Append("E").Order(),
            Ledger.Registered.Assumptions.Select(assumption => assumption.Id).Order());
    }

    [Fact]
    public void Unknown_ids_are_answered_with_the_nearest_known_ones()
    {
        Assert.Equal("INC-10", Ledger.Registered.FindClaim("inc-10").Id);
        Assert.Contains("Did you mean 'INC-1'", Assert.Throws<UserError>(() => Ledger.Registered.FindClaim("INC-11")).Message);
        Assert.Contains("Unknown assumption 'C16'", Assert.Throws<UserError>(() => Ledger.Registered.FindAssumption("C16")).Message);
        Assert.Contains("Unknown published number", Assert.Throws<UserError>(() => Ledger.Registered.FindNumber("T3/transposed/vacc")).Message);
    }

    private static Ledger Read(string file, Func<string, string> edit)
    {
        string[] texts = [.. Files.Select(name => name == file ? edit(RegisteredFile.Embedded(name)) : RegisteredFile.Embedded(name))];
        return Ledger.Read(texts[0], texts[1], texts[2], texts[3]);
    }
}
