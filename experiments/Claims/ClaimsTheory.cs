using RnnMemory.Basics;
using RnnMemory.Experiments.Theories;
using RnnMemory.Paper;
using RnnMemory.Reports.Documents;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Reports.Verdicts;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Experiments.Claims;

/// <summary>Every claim of the paper and every assumption of ours, with its verdict: a row each.</summary>
[Trait("Experiment", "Claims")]
public sealed class ClaimsTheory : IExperimentTheory
{
    private static readonly SnapshotName ClaimsName = SnapshotName.Of("Claims", "Claims", "txt");
    private static readonly SnapshotName AssumptionsName = SnapshotName.Of("Claims", "Assumptions", "txt");

    /// <summary>A row for each claim.</summary>
    public static IEnumerable<TheoryDataRow<string>> ClaimRows() => Ledger.Registered.Claims.Select(claim =>
        new TheoryDataRow<string>(claim.Id).WithTraits(new Dictionary<string, string> { ["Claim"] = claim.Id }));

    /// <summary>A row for each assumption.</summary>
    public static IEnumerable<TheoryDataRow<string>> AssumptionRows() => Ledger.Registered.Assumptions.Select(assumption =>
        new TheoryDataRow<string>(assumption.Id).WithTraits(new Dictionary<string, string> { ["Assumption"] = assumption.Id }));

    /// <inheritdoc/>
    public static IReadOnlyList<SnapshotName> Snapshots(LoadedSettings loaded) => [ClaimsName, AssumptionsName];

    /// <summary>The verdict on a claim and its figures are those that were accepted.</summary>
    [Theory]
    [MemberData(nameof(ClaimRows))]
    public void Claim(string id) => VerdictTheory.Compare(ClaimsName, OfClaims(), id);

    /// <summary>The answer on an assumption is the one that was accepted.</summary>
    [Theory]
    [MemberData(nameof(AssumptionRows))]
    public void Assumption(string id) => VerdictTheory.Compare(AssumptionsName, OfAssumptions(), id);

    /// <summary>
    /// Nothing but the registered claims and assumptions was accepted. The tables also go to the summary of a run on GitHub.
    /// </summary>
    [Fact]
    public void Groups()
    {
        VerdictTheory.Summarise(VerdictOverview.ClaimsMarkdown(VerdictTheory.Verdicts));
        VerdictTheory.CompareWhole(ClaimsName, OfClaims());
        VerdictTheory.CompareWhole(AssumptionsName, OfAssumptions());
    }

    /// <summary>The README's table of results is that of the verdicts.</summary>
    [Fact]
    public void Readme()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Find(), "README.md")).ReplaceLineEndings("\n");

        string expected = ReadmeResults.In(readme, VerdictTheory.Verdicts);

        Assert.True(readme == expected, $"The README's results are not those of the verdicts; `{Launcher.Here("documents")}` writes them.");
    }

    private static VerdictSection[] OfClaims() =>
        [.. VerdictTheory.Verdicts.Claims.Select(verdict => VerdictSection.Of(verdict, VerdictTheory.Verdicts.Observed))];

    private static VerdictSection[] OfAssumptions() =>
        [.. VerdictTheory.Verdicts.Assumptions.Select(verdict => VerdictSection.Of(verdict, VerdictTheory.Verdicts.Observed))];
}
