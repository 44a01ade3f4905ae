using RnnMemory.Basics;
using RnnMemory.Experiments.Verdicts;
using RnnMemory.Paper;
using RnnMemory.Paper.Verdicts;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Experiments.Theories;

/// <summary>
/// Verdicts as tests: a row fails when its verdict or its figures differ from what was accepted, not when our runs disagree with the
/// paper. The accepted sections of a group stand in one file.
/// </summary>
public static class VerdictTheory
{
    private static readonly Lazy<AllVerdicts> Once =
        new(() => AllVerdicts.Of(Ledger.Registered, RecordedObservations.Read(HarnessSession.Experiments)));

    /// <summary>The verdicts by the recorded runs.</summary>
    /// <exception cref="UserError">A recorded run is damaged.</exception>
    public static AllVerdicts Verdicts => Once.Value;

    /// <summary>Compares one section with the accepted one.</summary>
    /// <param name="name">The group's snapshot.</param>
    /// <param name="sections">The group's sections.</param>
    /// <param name="id">The section to compare.</param>
    /// <exception cref="SnapshotMismatch">It differs; the message names it, and the whole group was written beside the accepted file.</exception>
    public static void Compare(SnapshotName name, IReadOnlyList<VerdictSection> sections, string id)
    {
        string file = Path.Combine(RepositoryRoot.Find(), "expected", name.VerifiedFile);
        IReadOnlyDictionary<string, string> accepted = File.Exists(file) ? VerdictSection.Read(File.ReadAllText(file))
            : new Dictionary<string, string>();
        if (sections.Single(section => section.Id == id).Difference(accepted.GetValueOrDefault(id)) is not { } difference)
        {
            return;
        }

        CompareWhole(name, sections, difference);
        throw new SnapshotMismatch(difference);
    }

    /// <summary>Compares a whole group, so that no accepted section is left over.</summary>
    /// <param name="name">The group's snapshot.</param>
    /// <param name="sections">The group's sections.</param>
    /// <param name="difference">What is known to differ; null if nothing is.</param>
    public static void CompareWhole(SnapshotName name, IReadOnlyList<VerdictSection> sections, string? difference = null)
    {
        try
        {
            HarnessSession.CompareAlways(HarnessSession.Paper.Settings.Engine, [(name, VerdictSection.Text(sections))]);
        }
        catch (SnapshotMismatch mismatch) when (difference is not null)
        {
            throw new SnapshotMismatch($"{difference}\n{mismatch.Message}");
        }
    }

    /// <summary>Adds Markdown to the summary of a run on GitHub; does nothing elsewhere.</summary>
    public static void Summarise(string markdown)
    {
        if (Environment.GetEnvironmentVariable("GITHUB_STEP_SUMMARY") is { Length: > 0 } summary)
        {
            File.AppendAllText(summary, markdown.ReplaceLineEndings("\n") + "\n");
        }
    }
}
