using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper;
using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Paper.Verdicts.Claims;
using RnnMemory.Reports.Verdicts;
using RnnMemory.Runs;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

/// <summary>What the suite does when something behind a verdict was changed: it fails, and names it.</summary>
public sealed class VerdictSectionTests
{
    private const int Enough = 3;
    private const string Recorded = "mnist/original@16@128@3e-05/seed-0";

    private static readonly RunObservations Runs = World.Of(Enough);
    private static readonly IReadOnlyDictionary<string, string> Accepted = Sections(QuickLedger.Ledger, Runs);

    [Fact]
    public void Nothing_differs_if_nothing_was_changed() => Assert.Empty(Changed(QuickLedger.Ledger, Runs));

    [Theory]
    [InlineData("published.json", "\"vacc\": 0.978", "\"vacc\": 0.987")]
    [InlineData("verdict-rule.json", "\"margin\": 0.0075", "\"margin\": 0.0175")]
    public void A_wrong_digit_and_a_changed_margin_are_named(string file, string registered, string wrong)
    {
        string Edit(string text) => text.Replace(registered, wrong, StringComparison.Ordinal);

        Assert.Contains("T3/original@3e-05/vacc", Changed(QuickLedger.Edited(file, Edit), Runs));
        Assert.NotNull(QuickLedger.Registration(file, Edit).Unexplained);
        Assert.Null(QuickLedger.Registration(file, text => text).Unexplained);
    }

    [Fact]
    public void A_seed_left_out_is_named()
    {
        RunObservations fewer = Runs with { Images = [.. Runs.Images.Where(run => run.Seed != 1 || run.Model.Name != "original@3e-05")] };

        string[] changed = Changed(QuickLedger.Ledger, fewer);

        Assert.Contains("T3/original@3e-05/vacc", changed);
        Assert.Contains("ABS-1", changed);
        Assert.DoesNotContain("T3/flattened@1e-06/vacc", changed);
    }

    [Fact]
    public void An_edited_record_is_named_even_if_no_shown_figure_changes()
    {
        RunObservations edited = Runs with
        {
            Images = [.. Runs.Images.Select(run => run.Seed == 1 && run.Model.Name == "original@3e-05" ? run with { ContentHash = new("another") } : run)],
        };

        Assert.Contains("T3/original@3e-05/vacc", Changed(QuickLedger.Ledger, edited));
    }

    [Theory]
    [InlineData("epochs.jsonl")]
    [InlineData("measures.json")]
    public void A_damaged_record_gives_no_verdict_and_is_named(string file)
    {
        using TemporaryFolder folder = new();
        CopyRecord(folder.Path, Recorded);

        Assert.Single(RecordedObservations.Read(folder.Path, RecordedObservations.Plan(ExperimentCatalog.Experiments)).Images);
        string damaged = Path.Combine(folder.Path, Recorded, file);
        File.WriteAllText(damaged, Regex.Replace(File.ReadAllText(damaged), "0\\.9[0-9]", "0.10", RegexOptions.None));

        UserError error = Assert.Throws<UserError>(() => RecordedObservations.Read(folder.Path, RecordedObservations.Plan(ExperimentCatalog.Experiments)));
        Assert.Contains(Recorded, error.Message);
        Assert.DoesNotContain("do not fit together", error.Message);
    }

    [Fact]
    public void Record_whose_settings_are_not_those_of_its_results_is_named()
    {
        using TemporaryFolder folder = new();
        CopyRecord(folder.Path, Recorded);
        File.Copy(Path.Combine(RecordedRuns.Folder, Recorded, "checkpoint.bin"), Path.Combine(folder.Path, Recorded, "checkpoint.bin"));
        string spec = Path.Combine(folder.Path, Recorded, "spec.json"), text = File.ReadAllText(spec);
        Assert.Contains("\"seed\": 0", text);
        File.WriteAllText(spec, text.Replace("\"seed\": 0", "\"seed\": 9", StringComparison.Ordinal));

        UserError error = Assert.Throws<UserError>(() => RecordedObservations.Read(folder.Path, RecordedObservations.Plan(ExperimentCatalog.Experiments)));
        Assert.Contains($"Run '{Recorded}' cannot be used as spec.json describes it: its results were made for other settings", error.Message);
    }

    [Fact]
    public void Record_whose_settings_cannot_be_read_is_named_in_one_line()
    {
        using TemporaryFolder folder = new();
        CopyRecord(folder.Path, Recorded);
        File.WriteAllText(Path.Combine(folder.Path, Recorded, "spec.json"), "{");

        UserError error = Assert.Throws<UserError>(() => RecordedObservations.Read(folder.Path, RecordedObservations.Plan(ExperimentCatalog.Experiments)));
        Assert.Contains($"Run '{Recorded}' is finished, but ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_copied_record_counts_for_nothing_and_is_named()
    {
        using TemporaryFolder folder = new();
        CopyRecord(folder.Path, Recorded);
        CopyRecord(folder.Path, "mnist/original@16@128@3e-05/seed-1");

        UserError error = Assert.Throws<UserError>(() => RecordedObservations.Read(folder.Path, RecordedObservations.Plan(ExperimentCatalog.Experiments)));
        Assert.Contains($"Run 'mnist/original@16@128@3e-05/seed-1': its spec.json is that of run '{Recorded}'", error.Message);
    }

    [Fact]
    public void Sections_are_read_as_they_were_written()
    {
        AllVerdicts verdicts = AllVerdicts.Of(QuickLedger.Ledger, Runs);
        VerdictSection[] sections = [.. verdicts.Claims.Select(verdict => VerdictSection.Of(verdict, Runs))];

        IReadOnlyDictionary<string, string> read = VerdictSection.Read(VerdictSection.Text(sections));

        Assert.All(sections, section => Assert.Null(section.Difference(read[section.Id])));
    }

    [Theory]
    [InlineData("INC-1, INC-2, INC-3, INC-4, INC-6", "INC-1 to INC-4, INC-6")]
    [InlineData("LAT-1, LAT-2, TAB-1", "LAT-1, LAT-2, TAB-1")]
    [InlineData("MN-9, MN-10, MN-11", "MN-9 to MN-11")]
    [InlineData("X, INC-1, Y", "X, INC-1, Y")]
    public void Three_ids_that_follow_each_other_are_a_range(string ids, string expected) =>
        Assert.Equal(expected, string.Join(", ", VerdictWords.Ranges(ids.Split(", "))));

    [Fact]
    public void All_verdicts_fit_a_hundred_columns()
    {
        string text = VerdictOverview.Text(AllVerdicts.Of(QuickLedger.Ledger, Runs));

        Assert.DoesNotContain(text.Split('\n'), line => line.Length > 100);
        Assert.All(Ledger.Registered.Claims, claim => Assert.Contains($"\n{claim.Id} ", text));
    }

    [Fact]
    public void Everything_about_a_claim_has_its_quotation_its_runs_and_the_command()
    {
        string text = VerdictOverview.One(QuickLedger.Ledger, AllVerdicts.Of(QuickLedger.Ledger, Runs), "lat-1")!;

        Assert.Contains("makes a decision on 4-5 counts", text);
        Assert.Contains("mnist/original-@3E-05/seed-2", text);
        Assert.Contains("rnn-memory run mnist", text);
    }

    [Theory]
    [InlineData("t3/original@3e-05/vacc", "T3/original@3e-05/vacc:", "printed     0.978")]
    [InlineData("c4", "C4:", "Clipping of gradients")]
    public void Everything_about_a_number_and_an_assumption_begins_with_its_id(string id, string start, string expected)
    {
        string text = VerdictOverview.One(QuickLedger.Ledger, AllVerdicts.Of(QuickLedger.Ledger, Runs), id)!;

        Assert.StartsWith(start, text);
        Assert.Contains(expected, text);
    }

    private static string[] Changed(Ledger ledger, RunObservations runs)
    {
        AllVerdicts verdicts = AllVerdicts.Of(ledger, runs);
        return [.. SectionsOf(verdicts).Where(section => section.Difference(Accepted.GetValueOrDefault(section.Id)) is not null).Select(section => section.Id)];
    }

    private static IReadOnlyDictionary<string, string> Sections(Ledger ledger, RunObservations runs) =>
        VerdictSection.Read(VerdictSection.Text(SectionsOf(AllVerdicts.Of(ledger, runs))));

    private static IEnumerable<VerdictSection> SectionsOf(AllVerdicts verdicts) =>
    [
        .. verdicts.Numbers.All.Select(verdict => VerdictSection.Of(verdict, verdicts.Observed)),
        .. verdicts.Claims.Select(verdict => VerdictSection.Of(verdict, verdicts.Observed)),
    ];

    private static void CopyRecord(string folder, string to)
    {
        foreach (string path in Directory.EnumerateFiles(Path.Combine(RecordedRuns.Folder, Recorded)).Where(path => !path.EndsWith(".bin", StringComparison.Ordinal)))
        {
            string copy = Path.Combine(folder, to, Path.GetFileName(path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
