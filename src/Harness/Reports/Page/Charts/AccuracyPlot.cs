using System.Globalization;
using System.Text;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Page.Parts;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Charts;

/// <summary>
/// The first picture: the 26 test accuracies of Table 3 as printed, beside ours with their intervals. Places across are shares of the
/// width, so that the letters keep their size on a phone.
/// </summary>
internal static class AccuracyPlot
{
    private const int RowHeight = 22;
    private const int Top = 8;
    private const int Bottom = 34;
    private const double LabelShare = 43;
    private const double RightShare = 93;

    /// <summary>The numbers that it shows, in the order of Table 3.</summary>
    public static IReadOnlyList<NumberVerdict> Numbers(AllVerdicts verdicts) =>
    [
        .. VerdictOverview.Numbers(verdicts, "T3/").Where(verdict => verdict.Number.Quantity == PublishedQuantity.TestAccuracy),
    ];

    public static string Of(AllVerdicts verdicts)
    {
        IReadOnlyList<NumberVerdict> numbers = Numbers(verdicts);
        double[] values =
        [
            .. numbers.Select(number => (double)number.Number.Value!.Value),
            .. numbers.Select(VerdictOverview.Ours).OfType<double>(),
            .. numbers.Select(number => number.Comparison?.Interval.Low).OfType<double>(),
        ];
        NiceScale scale = NiceScale.Covering(values.Min(), 1, 5);
        int height = Top + (numbers.Count * RowHeight) + Bottom;
        int axis = height - Bottom;
        StringBuilder svg = new(string.Create(CultureInfo.InvariantCulture, $"<svg class=\"accuracies\" width=\"100%\" height=\"{height}\" role=\"img\" aria-labelledby=\"accuracies-caption\">"));
        foreach (double tick in scale.Ticks)
        {
            svg.Append($"<line class=\"grid\" x1=\"{Across(tick)}\" x2=\"{Across(tick)}\" y1=\"{Top}\" y2=\"{axis}\"/>");
            svg.Append($"<text class=\"tick\" text-anchor=\"middle\" x=\"{Across(tick)}\" y=\"{axis + 16}\">{tick.ToString("F" + scale.Decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}</text>");
        }

        svg.Append($"<line class=\"axis\" x1=\"{LabelShare}%\" x2=\"{RightShare}%\" y1=\"{axis}\" y2=\"{axis}\"/>");
        svg.Append($"<text class=\"label\" text-anchor=\"middle\" x=\"{(LabelShare + RightShare) / 2}%\" y=\"{axis + 31}\">test accuracy</text>");
        foreach ((int row, NumberVerdict number) in numbers.Index())
        {
            Append(svg, number, Top + (row * RowHeight) + (RowHeight / 2));
        }

        return svg.Append("</svg>").ToString();

        void Append(StringBuilder drawing, NumberVerdict number, int y)
        {
            VerdictMark mark = VerdictMark.Of(number);
            drawing.Append($"<text class=\"row-label\" x=\"0\" y=\"{y + 4}\">{SvgText.Escape(NameOf(number))}</text>");
            drawing.Append($"<text class=\"row-mark {mark.Kind}\" text-anchor=\"end\" x=\"100%\" y=\"{y + 4}\">{mark.Sign}</text>");
            if (number.Comparison is { } comparison)
            {
                drawing.Append($"<line class=\"interval {mark.Kind}\" x1=\"{Across(comparison.Interval.Low)}\" x2=\"{Across(comparison.Interval.High)}\" y1=\"{y}\" y2=\"{y}\"/>");
            }

            if (VerdictOverview.Ours(number) is { } ours)
            {
                drawing.Append($"<circle class=\"ours {mark.Kind}\" cx=\"{Across(ours)}\" cy=\"{y}\" r=\"4\"/>");
            }

            string printed = Across((double)number.Number.Value!.Value);
            drawing.Append($"<line class=\"printed\" x1=\"{printed}\" x2=\"{printed}\" y1=\"{y - 8}\" y2=\"{y + 8}\"/>");
        }

        string Across(double value) =>
            (LabelShare + ((Math.Max(value, scale.Min) - scale.Min) / (scale.Max - scale.Min) * (RightShare - LabelShare)))
            .ToString("F2", CultureInfo.InvariantCulture) + "%";
    }

    /// <summary>The table behind the picture.</summary>
    public static TableView Table(AllVerdicts verdicts) => TableView.Of(
        "The 26 test accuracies of Table 3: printed, ours, and the verdict",
        ["model", "printed", "ours", "interval", "seeds", "verdict"],
        [
            .. Numbers(verdicts).Select(number => (IReadOnlyList<string>)
            [
                NameOf(number), number.Number.Printed, VerdictWords.Figure(VerdictOverview.Ours(number)),
                number.Comparison is { } comparison ? VerdictWords.Range(comparison.Interval)
                    : number.Collapse is null ? "none: no spread of seeds" : "none: such models may collapse",
                number.Values.Select(value => value.Seed).Distinct().Count().ToString(CultureInfo.InvariantCulture),
                VerdictWords.Of(number),
            ]),
        ],
        ["Interval: the mean and t(0.975) standard errors on the scale of the rule, with the paper's own seed allowed for."]);

    // "T3/transposed@3e-05/vacc" is "transposed@3e-05".
    private static string NameOf(NumberVerdict number) => number.Number.Id.Split('/')[1];
}
