using RnnMemory.Experiments.Theories;
using RnnMemory.Paper;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Reports.Verdicts;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Experiments.PublishedNumbers;

/// <summary>Every number that the paper prints, with its verdict: a row a number.</summary>
[Trait("Experiment", "PublishedNumbers")]
public sealed class PublishedNumbersTheory : IExperimentTheory
{
    /// <summary>A row for each number.</summary>
    public static IEnumerable<TheoryDataRow<string>> Rows() => Ledger.Registered.Numbers.Select(number =>
        new TheoryDataRow<string>(number.Id).WithTraits(new Dictionary<string, string> { ["Number"] = number.Id }));

    /// <summary>A row for each group of numbers.</summary>
    public static TheoryData<string> Groups => [.. VerdictOverview.NumberGroups.Select(group => group.Prefix)];

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) =>
        [.. VerdictOverview.NumberGroups.Select(group => NameOf(group.Prefix))];

    /// <summary>The verdict on a number and its figures are those that were accepted.</summary>
    [Theory]
    [MemberData(nameof(Rows))]
    public void Number(string id)
    {
        string prefix = VerdictOverview.NumberGroups.First(group => id.StartsWith(group.Prefix, StringComparison.Ordinal)).Prefix;
        VerdictTheory.Compare(NameOf(prefix), Sections(prefix), id);
    }

    /// <summary>Nothing but the registered numbers was accepted. The table also goes to the summary of a run on GitHub.</summary>
    [Theory]
    [MemberData(nameof(Groups))]
    public void Group(string prefix)
    {
        VerdictTheory.Summarise(VerdictOverview.NumbersMarkdown(VerdictTheory.Verdicts, prefix));
        VerdictTheory.CompareWhole(NameOf(prefix), Sections(prefix));
    }

    private static VerdictSection[] Sections(string prefix) =>
        [.. VerdictOverview.Numbers(VerdictTheory.Verdicts, prefix)
            .Select(verdict => VerdictSection.Of(verdict, VerdictTheory.Verdicts.Observed))];

    private static SnapshotName NameOf(string prefix) => SnapshotName.Of("PublishedNumbers", prefix switch
    {
        "T1/" => "Table1",
        "T2/" => "Table2",
        "T3/" => "Table3",
        "T4/" => "Table4",
        "TEXT/" => "Text",
        _ => throw new ArgumentOutOfRangeException(nameof(prefix), prefix, "no group of published numbers"),
    }, "txt");
}
