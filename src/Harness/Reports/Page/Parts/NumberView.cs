using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Paper;
using RnnMemory.Paper.Statistics;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>A published number with everything that the page says of it.</summary>
internal sealed record NumberView
{
    public required string Id { get; init; }

    /// <summary>The id without the table: "transposed@3e-05/vacc".</summary>
    public required string Label { get; init; }

    public required string Where { get; init; }

    public required string Printed { get; init; }

    public required string Unit { get; init; }

    /// <summary>Our value; empty if there is none.</summary>
    public required string Ours { get; init; }

    /// <summary>Its interval, "low to high"; empty if there is none.</summary>
    public required string Interval { get; init; }

    /// <summary>Number of seeds; 0 if no run was needed.</summary>
    public required int Seeds { get; init; }

    public required VerdictMark Verdict { get; init; }

    public required string Reason { get; init; }

    public required string Quotation { get; init; }

    public required string Protocol { get; init; }

    public required string Method { get; init; }

    public required string Note { get; init; }

    /// <summary>Each step of the rule in a line.</summary>
    public required IReadOnlyList<string> Steps { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    public required IReadOnlyList<string> Claims { get; init; }

    public required RunList Runs { get; init; }

    /// <summary>The command that shows the same in a clone.</summary>
    public required string Command { get; init; }

    public static NumberView Of(NumberVerdict verdict, PageInput input)
    {
        PublishedNumber number = verdict.Number;
        VerdictFamily? family = input.Ledger.Rule.Families.FirstOrDefault(known => known.Id == number.Family);
        return new NumberView
        {
            Id = number.Id,
            Label = number.Id[(number.Id.IndexOf('/') + 1)..],
            Where = number.Where,
            Printed = number.Printed,
            Unit = number.Unit,
            Ours = VerdictOverview.Ours(verdict) is { } ours ? VerdictWords.Figure(ours) : "",
            Interval = verdict.Comparison is { } comparison ? VerdictWords.Range(comparison.Interval) : "",
            Seeds = verdict.Values.Select(value => value.Seed).Distinct().Count(),
            Verdict = VerdictMark.Of(verdict),
            Reason = verdict.Reason,
            Quotation = number.Quotation ?? "",
            Protocol = number.Protocol,
            Method = NumberText.MethodText(number.Method) + Margin(family) + (number.Holm is null ? "" : $"; adjusted in {number.Holm}"),
            Note = number.Note ?? "",
            Steps = [.. NumberText.Figures(verdict)],
            Assumptions = verdict.Assumptions,
            Claims = number.Claims,
            Runs = RunList.Of(verdict.Values.SelectMany(value => value.Runs), input),
            Command = Launcher.InDocuments($"verdict {number.Id}"),
        };
    }

    private static string Margin(VerdictFamily? family) => family is null
        ? ""
        : $"; family {family.Id}, margin {family.Margin?.ToString(CultureInfo.InvariantCulture) ?? "none"}";
}
