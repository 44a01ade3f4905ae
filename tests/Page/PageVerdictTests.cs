using System.Globalization;
using System.Xml.Linq;
using RnnMemory.Experiments.Page;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Assumptions;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Reports.Page;
using RnnMemory.Reports.Page.Parts;
using RnnMemory.Reports.Verdicts;
using Xunit;

namespace RnnMemory.Tests.Page;

/// <summary>The page shows what `rnn-memory verdict` says: each is read out of the HTML and compared with the verdicts.</summary>
public sealed class PageVerdictTests
{
    private static AllVerdicts Verdicts => RecordedPages.Input.Verdicts;

    [Fact]
    public void Every_number_has_its_verdict_and_figures() => Assert.Empty(Wrong(RecordedPages.Parsed));

    [Fact]
    public void Wrong_verdict_on_a_number_is_noticed()
    {
        PageModel changed = WithNumber("T3/original@3e-05/vacc", number => number with { Verdict = new VerdictMark("differs (higher)", "≠", "bad") });

        Assert.Equal(
            ["T3/original@3e-05/vacc: verdict 'agrees', the page says 'differs (higher)'"],
            Wrong(RecordedPages.Parse(PageHtml.Text(changed, RecordedPage.Sections()))));
    }

    [Fact]
    public void Wrong_figure_of_a_number_is_noticed()
    {
        string ours = "";
        PageModel changed = WithNumber("T2/original/mean", number =>
        {
            ours = number.Ours;
            return number with { Ours = $"{ours}9" };
        });

        Assert.Equal(
            [$"T2/original/mean: ours '{ours}', the page says '{ours}9'"],
            Wrong(RecordedPages.Parse(PageHtml.Text(changed, RecordedPage.Sections()))));
    }

    [Fact]
    public void Every_claim_has_its_verdicts_and_findings()
    {
        Dictionary<string, XElement> entries = Entries(RecordedPages.Parsed);
        Assert.All(Verdicts.Claims, claim =>
        {
            XElement entry = entries[claim.Claim.Id];
            Assert.Equal(VerdictWords.Of(claim.Outcome), WordOf(entry));
            Assert.Equal(claim.Claim.Quotation, entry.Descendants("q").First().TextOf());
            XElement[] readings = [.. entry.Descendants("div").Where(part => part.Attribute("class")?.Value == "reading")];
            Assert.Equal(claim.Readings.Count, readings.Length);
            Assert.All(claim.Readings.Zip(readings), pair => Check(pair.First, pair.Second));
        });
    }

    [Fact]
    public void Wrong_verdict_on_a_claim_is_noticed()
    {
        PageModel model = RecordedPages.Model;
        ClaimView[] claims = [.. model.Claims.Select(claim => claim.Id != "INC-8" ? claim : claim with { Verdict = VerdictMark.Of(ClaimDecision.Confirmed) })];
        XElement page = RecordedPages.Parse(PageHtml.Text(model with { Claims = claims }, RecordedPage.Sections()));

        Assert.Equal("refuted", VerdictWords.Of(Verdicts.Claims.Single(claim => claim.Claim.Id == "INC-8").Outcome));
        Assert.Equal("confirmed", WordOf(Entries(page)["INC-8"]));
    }

    [Fact]
    public void Every_assumption_has_its_answer()
    {
        Dictionary<string, XElement> entries = Entries(RecordedPages.Parsed);
        Assert.All(Verdicts.Assumptions, verdict =>
        {
            XElement entry = entries[verdict.Assumption.Id];
            Assert.Equal(VerdictWords.Of(verdict.Outcome), WordOf(entry));
            Assert.Contains(verdict.Why, entry.TextOf());
            Assert.Contains(verdict.Assumption.Choice, entry.TextOf());
            Assert.All(verdict.Alternatives, alternative => Assert.Contains(string.Join(", ", alternative.Differences), entry.TextOf()));
        });
    }

    [Fact]
    public void First_screen_counts_the_verdicts()
    {
        XElement results = RecordedPages.Parsed.Descendants("section").Single(section => section.Attribute("id")?.Value == "results");
        string[] lines = [.. results.Descendants("div").Where(part => part.Attribute("class")?.Value == "counts").Descendants("li").Select(line => line.TextOf())];

        Assert.All(Verdicts.Numbers.All.GroupBy(verdict => VerdictWords.Of(verdict.Verdict)), group =>
            Assert.Single(lines, line => line.StartsWith($"{group.Count()} ", StringComparison.Ordinal) && line.EndsWith(group.Key, StringComparison.Ordinal)));
        Assert.All(Verdicts.Claims.GroupBy(verdict => VerdictWords.Of(verdict.Outcome)), group =>
            Assert.Contains(lines, line => line.StartsWith($"{group.Count()} ", StringComparison.Ordinal) && line.EndsWith(group.Key, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_run_of_a_number_has_the_hash_of_its_record()
    {
        Dictionary<string, XElement> entries = Entries(RecordedPages.Parsed);
        Assert.All(Verdicts.Numbers.All.Where(verdict => verdict.Values.Count > 0), verdict =>
        {
            string shown = entries[verdict.Number.Id].TextOf();
            Assert.All(verdict.Values.SelectMany(value => value.Runs), run => Assert.Contains(RecordedPages.Input.FinalStates[run][..8], shown));
        });
    }

    private static void Check(ReadingVerdict expected, XElement shown)
    {
        Assert.Equal(VerdictWords.Of(expected.Outcome), WordOf(shown));
        Assert.Contains(expected.Why, shown.TextOf());
        string[] rows = [.. shown.Descendants("tbody").Elements("tr").Select(row => string.Join('|', row.Elements().Select(cell => cell.TextOf())))];
        Assert.Equal(
            expected.Findings.Select(finding =>
            {
                FindingView view = FindingView.Of(finding);
                return Plain($"{finding.What}|{ClaimText.SideOf(finding)}|{view.Estimate}|{view.Interval}|{view.P}|{view.Adjusted}|{view.Test}");
            }),
            rows);
    }

    // What the page says otherwise than the verdicts, a line each.
    private static List<string> Wrong(XElement page)
    {
        Dictionary<string, XElement> entries = Entries(page);
        List<string> wrong = [];
        foreach (NumberVerdict verdict in Verdicts.Numbers.All)
        {
            XElement entry = entries[verdict.Number.Id], summary = entry.Element("summary")!;
            Compare("printed", verdict.Number.Printed, summary.WithClass("printed"));
            Compare("ours", VerdictOverview.Ours(verdict) is { } ours ? VerdictWords.Figure(ours) : null, summary.WithClass("ours"));
            Compare("interval", verdict.Comparison is { } comparison ? VerdictWords.Range(comparison.Interval) : null, summary.WithClass("interval"));
            int seeds = verdict.Values.Select(value => value.Seed).Distinct().Count();
            Compare("seeds", seeds == 0 ? null : seeds.ToString(CultureInfo.InvariantCulture), summary.WithClass("seeds"));
            Compare("reason", verdict.Reason, entry.WithClass("reason"));
            if (WordOf(entry) is var word && word != VerdictWords.Of(verdict))
            {
                wrong.Add($"{verdict.Number.Id}: verdict '{VerdictWords.Of(verdict)}', the page says '{word}'");
            }

            string[] links = [.. entry.Descendants("a").Select(link => link.Attribute("href")!.Value)];
            wrong.AddRange(verdict.Assumptions.Where(id => !links.Contains($"#{id}")).Select(id => $"{verdict.Number.Id}: no link to {id}"));

            void Compare(string what, string? expected, XElement? shown)
            {
                string? text = shown?.TextOf();
                if (text != (expected is null ? null : Plain(expected)))
                {
                    wrong.Add($"{verdict.Number.Id}: {what} '{expected}', the page says '{text}'");
                }
            }
        }

        return wrong;
    }

    private static string Plain(string text) => new XElement("text", text).TextOf();

    private static Dictionary<string, XElement> Entries(XElement page) => page.Descendants("details")
        .Where(entry => entry.Attribute("id") is not null).ToDictionary(entry => entry.Attribute("id")!.Value);

    // The word without its sign.
    private static string WordOf(XElement entry)
    {
        XElement mark = entry.WithClass("verdict")!;
        return mark.TextOf()[(mark.WithClass("sign")!.TextOf().Length + 1)..];
    }

    private static PageModel WithNumber(string id, Func<NumberView, NumberView> change) => RecordedPages.Model with
    {
        Parts =
        [
            .. RecordedPages.Model.Parts.Select(part => part with
            {
                Numbers = [.. part.Numbers.Select(number => number.Id == id ? change(number) : number)],
            }),
        ],
    };
}
