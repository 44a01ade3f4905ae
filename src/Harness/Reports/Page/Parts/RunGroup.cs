using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Paper.Observed;
using RnnMemory.Reports.Verdicts;

namespace RnnMemory.Reports.Page.Parts;

/// <summary>Recorded runs of one model, which differ only in their seed.</summary>
/// <param name="Model">The runs' id without the seed.</param>
/// <param name="Seeds">A run for each.</param>
internal sealed record RunGroup(string Model, IReadOnlyList<RunOfSeed> Seeds);

/// <summary>A recorded run.</summary>
/// <param name="Seed">The end of its id: the seed.</param>
/// <param name="Hash">The first digits of the SHA-256 of its last training state; empty if it diverged in its first epoch.</param>
internal sealed record RunOfSeed(string Seed, string Hash);

/// <summary>The runs behind a verdict or a table, and the commands that train them again.</summary>
/// <param name="Count">How many runs.</param>
/// <param name="Groups">The runs by model.</param>
/// <param name="Commands">From the repository's root.</param>
/// <param name="Notes">Runs that no command trains.</param>
internal sealed record RunList(int Count, IReadOnlyList<RunGroup> Groups, IReadOnlyList<string> Commands, IReadOnlyList<string> Notes)
{
    private const int HashDigits = 8;
    private const string SeedFolder = "/seed-";

    /// <summary>The runs of these ids, in the record's order.</summary>
    public static RunList Of(IEnumerable<string> ids, PageInput input)
    {
        HashSet<string> used = [.. ids];
        Observation[] runs = [.. input.Verdicts.Observed.All.Where(run => used.Contains(run.Run))];
        string[] commands = [.. TrainingCommands.Of(runs, Launcher.InDocuments)];
        return new RunList(
            runs.Length,
            [
                .. from run in runs
                   group run by ModelOf(run.Run) into model
                   select new RunGroup(model.Key,
                   [
                       .. model.Select(run => new RunOfSeed(
                           run.Seed.ToString(CultureInfo.InvariantCulture), HashOf(run.Run, input.FinalStates))),
                   ]),
            ],
            [.. commands.Where(IsCommand)],
            [.. commands.Where(command => !IsCommand(command))]);
    }

    private static bool IsCommand(string text) => text.StartsWith(Launcher.InDocuments(""), StringComparison.Ordinal);

    private static string ModelOf(string run) =>
        run.LastIndexOf(SeedFolder, StringComparison.Ordinal) is var at and > 0 ? run[..at] : run;

    private static string HashOf(string run, IReadOnlyDictionary<string, string> states) =>
        states.TryGetValue(run, out string? hash) && hash.Length > 0 ? hash[..HashDigits] : "";
}
