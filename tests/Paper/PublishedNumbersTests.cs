using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Paper;
using Xunit;

namespace RnnMemory.Tests.Paper;

public sealed class PublishedNumbersTests
{
    private static readonly IReadOnlyList<PublishedNumber> Numbers = Ledger.Registered.Numbers;

    public static TheoryData<string> NumbersThatAreSettings =>
        [.. Numbers.Where(number => number.Method == VerdictMethod.Setting).Select(number => number.Id)];

    public static TheoryData<string> NumbersThatFollow =>
        [.. Numbers.Where(number => number.Id.StartsWith("TEXT", StringComparison.Ordinal) && number.Of.Count == 2).Select(number => number.Id)];

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Scores_are_those_of_the_paper_digit_by_digit(int table)
    {
        string[][] golden = Golden(table);
        IReadOnlyList<PublishedScore> rows = table == 3 ? [.. Published.Table3] : Published.Table4;
        string[] printed = [.. Numbers.Where(number => number.Id.StartsWith($"T{table}/", StringComparison.Ordinal)).Select(Line)];

        Assert.Equal(golden.Skip(1).Select(row => row[0]), rows.Select(row => row.PaperLabel));
        Same(golden.Skip(1).SelectMany((row, r) => row.Skip(1).Select((cell, c) => $"Table {table}, row {r + 1}, {golden[0][c + 1]}: {cell}")), printed);
    }

    [Fact]
    public void Latencies_are_those_of_the_paper_digit_by_digit() => Same(
        Golden(2).Skip(1).SelectMany((row, r) => row[1].Split("; ").Select((cell, v) => $"Table 2, row {r + 1}, value {v + 1}: {cell}")),
        Numbers.Where(number => number.Id.StartsWith("T2/", StringComparison.Ordinal) && number.Method == VerdictMethod.SortedSet).Select(Line));

    [Fact]
    public void Means_of_table_2_are_exact() => Assert.Equal(
        [("T2/original/mean", 22.5551m), ("T2/transposed/mean", 18.19035m), ("T2/original-permuted/mean", 133.4708m / 6), ("T2/transposed-permuted/mean", 96.2675m / 6)],
        Numbers.Where(number => number.Formula == Formula.Mean).Select(number => (number.Id, number.Value!.Value)));

    [Fact]
    public void Primary_are_the_26_test_accuracies_of_table_3_and_the_means_of_table_2()
    {
        PublishedNumber[] primary = [.. Numbers.Where(number => number.Endpoint == Endpoint.Primary)];

        Assert.Equal(30, primary.Length);
        Assert.Equal(26, primary.Count(number => number.Id.StartsWith("T3/", StringComparison.Ordinal) && number.Quantity == PublishedQuantity.TestAccuracy));
        Assert.Equal(21, primary.Count(number => number.Holm == "table-3"));
        Assert.Equal(5, primary.Count(number => number.Method == VerdictMethod.Collapse));
        Assert.All(primary, number => Assert.NotNull(number.Family));
    }

    [Fact]
    public void Number_of_table_3_says_all_that_its_verdict_needs()
    {
        PublishedNumber number = Ledger.Registered.FindNumber("T3/transposed-permuted-2@3e-05/vacc");

        Assert.Equal(("0.964", 0.964m, 0.001m), (number.Printed, number.Value!.Value, number.LastDigit!.Value));
        Assert.Equal(("28-steps@3e-05", "table-3", VerdictMethod.Equivalence), (number.Family, number.Holm, number.Method));
        Assert.Equal(new PublishedModel("transposed-permuted", 2, 3e-5), number.Model);
        Assert.Equal(PublishedSelection.BestEpoch, number.Selection);
    }

    [Theory]
    [InlineData("T3/transposed@1e-06/vacc", "B1, B2, B9, C1, C7")]
    [InlineData("T3/flattened-permuted-0@3e-05/loss", "B1, B2, B9, C1, C7, B8, B6, C4, C3, C9")]
    [InlineData("T4/original-permuted/epoch", "B1, B2, B9, C1, C7, C12, B8, C8")]
    [InlineData("T2/original-permuted/mean", "D1, D2, D3, D4, D5, D7, B8")]
    [InlineData("TEXT/3.2/decrease-transposed", "B8, C12, F1")]
    public void Number_leans_on_assumptions(string id, string assumptions) =>
        Assert.Equal(assumptions, string.Join(", ", Ledger.Registered.AssumptionsOf(Ledger.Registered.FindNumber(id))));

    [Fact]
    public void Table_4_is_made_of_the_models_of_table_3() => Assert.Equal(
        [2, 2, 6, 6, 2, 2, 6],
        Numbers.Where(number => number.Formula == Formula.Best).Select(number => number.Of.Count));

    [Fact]
    public void Other_columns_of_table_4_repeat_table_3()
    {
        PublishedNumber[] repeated = [.. Numbers.Where(number => number.Method == VerdictMethod.Repeated)];

        Assert.Equal(7 * 4, repeated.Length);
        Assert.All(repeated, number => Assert.Equal(number.Printed, Ledger.Registered.FindNumber(Assert.Single(number.Of)).Printed));
    }

    [Theory]
    [MemberData(nameof(NumbersThatFollow))]
    public void Corrected_number_follows_from_the_printed_tables(string id)
    {
        PublishedNumber number = Ledger.Registered.FindNumber(id);
        PublishedNumber[] of = [.. number.Of.Select(Ledger.Registered.FindNumber)];
        decimal[] around =
        [
            .. from first in new[] { -0.5m, 0.5m }
               from second in new[] { -0.5m, 0.5m }
               select Apply(number.Formula!.Value, of[0].Value!.Value + first * of[0].LastDigit!.Value, of[1].Value!.Value + second * of[1].LastDigit!.Value),
        ];
        decimal exact = Apply(number.Formula!.Value, of[0].Value!.Value, of[1].Value!.Value);
        CorrectedNumber corrected = number.Corrected!;

        Assert.Equal(corrected.Value, decimal.Round(exact, corrected.Value.Scale));
        if (corrected.Low is { } low && corrected.High is { } high)
        {
            Assert.Equal((low, high), (decimal.Round(around.Min(), low.Scale), decimal.Round(around.Max(), high.Scale)));
        }
    }

    [Theory]
    [MemberData(nameof(NumbersThatAreSettings))]
    public void Number_of_the_set_up_is_the_setting_of_the_paper_s_profile(string id)
    {
        PublishedNumber number = Ledger.Registered.FindNumber(id);
        string[] key = number.Setting!.Split(':');
        using JsonDocument settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "experiments/settings/paper.json")));
        JsonElement setting = settings.RootElement.GetProperty(key[0]).GetProperty(key[1]);

        if (setting.ValueKind != JsonValueKind.Array)
        {
            Assert.True(number.SettingValue is { } text ? setting.GetRawText() == text : setting.GetDecimal() == number.Value, $"{number.Setting} is {setting}");
        }
        else if (number.SettingValue is { } entry)
        {
            Assert.Contains(entry, setting.EnumerateArray().Select(value => value.ToString()));
        }
        else
        {
            Assert.Equal(number.Value, setting.GetArrayLength());
        }
    }

    [Fact]
    public void Value_of_a_number_of_the_text_is_what_is_printed()
    {
        PublishedNumber[] text = [.. Numbers.Where(number => number.Id.StartsWith("TEXT/", StringComparison.Ordinal))];
        Dictionary<string, decimal> words = new() { ["single"] = 1, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["54310"] = 543, ["54410"] = 544 };
        foreach (PublishedNumber number in text.Where(number => number.Value is not null))
        {
            string[] ends = [.. Regex.Split(number.Printed.Replace(" ", "", StringComparison.Ordinal), "(?<=[0-9])-").Select(end => end.ToLowerInvariant())];
            decimal?[] values = [.. ends.Select(end => words.TryGetValue(end, out decimal value) ? value : decimal.Parse(end, NumberStyles.Float, CultureInfo.InvariantCulture)).Cast<decimal?>()];

            Assert.True(number.Value == values[0] && number.Upper == values.ElementAtOrDefault(1), $"{number.Id}: {number.Value} is not {number.Printed}");
        }
    }

    [Fact]
    public void Every_derived_number_has_a_margin() => Assert.All(
        Numbers.Where(number => number.Method is VerdictMethod.Derived or VerdictMethod.Equivalence),
        number => Assert.NotNull(Ledger.Registered.Rule.Families.Single(family => family.Id == number.Family).Margin));

    [Fact]
    public void Every_number_of_the_text_has_a_value_or_says_why_not() => Assert.All(
        Numbers.Where(number => number.Id.StartsWith("TEXT/", StringComparison.Ordinal)),
        number => Assert.True(number.Value is not null || number.Claims.Count > 0 || number.Setting is not null, number.Id));

    // Names each number that differs.
    private static void Same(IEnumerable<string> paper, IEnumerable<string> registered)
    {
        string[] missing = [.. paper.Except(registered).Select(line => $"the paper has {line}")];
        string[] wrong = [.. registered.Except(paper).Select(line => $"published.json has {line}")];

        Assert.True(missing.Length + wrong.Length == 0, string.Join('\n', (string[])[.. missing, .. wrong]));
        Assert.Equal(paper, registered);
    }

    private static string Line(PublishedNumber number) => $"{number.Where}: {number.Printed}";

    private static decimal Apply(Formula formula, decimal first, decimal second) => formula switch
    {
        Formula.RelativeDecrease => 100 * (first - second) / first,
        Formula.PointDecrease => 100 * (first - second),
        Formula.ErrorRatio => (1 - second) / (1 - first),
        Formula.Difference => first - second,
        _ => throw new ArgumentOutOfRangeException(nameof(formula), formula, "not of two numbers"),
    };

    private static string[][] Golden(int table) =>
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "golden", string.Create(CultureInfo.InvariantCulture, $"table{table}.csv")))
            .Select(line => line.Split(',')),
    ];
}
