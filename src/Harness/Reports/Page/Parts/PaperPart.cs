using System.Globalization;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>A table or figure of the paper, or the numbers of its text: with their verdicts, and our tables and figures.</summary>
/// <param name="Id">HTML id, e.g. "table-3".</param>
/// <param name="Title">The heading.</param>
/// <param name="Matrices">The numbers in the paper's own shape; none where it prints no rows of numbers.</param>
/// <param name="Counts">The verdicts, counted; empty without numbers.</param>
/// <param name="Numbers">The numbers, in the paper's order.</param>
/// <param name="Exhibits">Our tables and figures.</param>
internal sealed record PaperPart(
    string Id, string Title, IReadOnlyList<NumberMatrix> Matrices, string Counts, IReadOnlyList<NumberView> Numbers,
    IReadOnlyList<ExhibitView> Exhibits)
{
    private static readonly IReadOnlyDictionary<string, string> About = new Dictionary<string, string>
    {
        ["table-1"] = "one image in seven representations",
        ["table-2"] = "steps until an answer no longer changes",
        ["table-3"] = "every model at its best epoch",
        ["table-4"] = "the best model of each representation",
        ["figure-5"] = "adding one to 32 binary digits",
        ["figure-6"] = "adding one to 7 decimal digits",
        ["figure-7"] = "adding one to 15 digits of base 4",
        ["figure-8"] = "samples of MNIST",
        ["figure-9"] = "test accuracy over epochs",
    };

    /// <summary>Tables 1 to 4, the figures, the text, and last what is our own.</summary>
    public static IReadOnlyList<PaperPart> All(PageInput input)
    {
        (PageReport Report, Exhibit Exhibit)[] exhibits =
        [
            .. from report in input.Reports
               from exhibit in report.Report.Tables.Concat<Exhibit>(report.Report.Figures)
               select (report, exhibit),
        ];
        (string Kind, int Number)[] places =
        [
            .. VerdictOverview.NumberGroups.Select(group => TableOf(group.Prefix)).OfType<(string, int)>()
                .Concat(exhibits.Select(shown => ExhibitView.PlaceOf(shown.Exhibit)).OfType<(string, int)>())
                .Distinct().OrderByDescending(place => place.Item1).ThenBy(place => place.Item2),
        ];
        (string textPrefix, string textTitle) = VerdictOverview.NumberGroups.Single(group => TableOf(group.Prefix) is null);
        return
        [
            .. places.Select(place => Of(
                $"{place.Kind.ToLowerInvariant()}-{place.Number}", $"{place.Kind} {place.Number}",
                place.Kind == "Table" ? $"T{place.Number}/" : null, shown => ExhibitView.PlaceOf(shown) == place)),
            Of("text", textTitle, textPrefix, _ => false),
            Of("more", "More from the same runs: not in the paper", null, shown => ExhibitView.PlaceOf(shown) is null),
        ];

        PaperPart Of(string id, string title, string? prefix, Func<Exhibit, bool> belongs)
        {
            NumberVerdict[] numbers = prefix is null ? [] : [.. VerdictOverview.Numbers(input.Verdicts, prefix)];
            NumberView[] views = [.. numbers.Select(number => NumberView.Of(number, input))];
            return new PaperPart(
                id, About.TryGetValue(id, out string? about) ? $"{title}: {about}" : title, NumberMatrix.Of(title, views),
                numbers.Length == 0 ? ""
                    : string.Create(CultureInfo.InvariantCulture, $"{numbers.Length} numbers: {VerdictWords.Counts(numbers.Select(number => VerdictWords.Of(number.Verdict)))}."),
                views,
                [.. exhibits.Where(shown => belongs(shown.Exhibit)).Select(shown => ExhibitView.Of(shown.Report, shown.Exhibit, input))]);
        }
    }

    // "T3/" is Table 3, "TEXT/" none.
    private static (string, int)? TableOf(string prefix) =>
        int.TryParse(prefix.AsSpan(1, prefix.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? ("Table", number) : null;
}
