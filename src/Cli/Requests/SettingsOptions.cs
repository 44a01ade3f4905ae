using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Framework;
using RnnMemory.Settings;

namespace RnnMemory.Cli.Requests;

/// <summary>The options that choose experiments and settings, shared by all commands that plan runs.</summary>
internal sealed class SettingsOptions
{
    private const string Everything = "all";

    private readonly Argument<string[]> experiments = new("experiment")
    {
        Description = $"Names of experiments, or '{Everything}'; `{Launcher.Here("list")}` shows them.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string?> profile = new("--profile")
    {
        Description = $"quick (sizes for every day) or paper (the paper's own). Without it: {HarnessEnvironment.Profile}, else quick.",
        HelpName = "name",
    };

    private readonly Option<string[]> set = new("--set")
    {
        Description = "A setting, e.g. --set Increment:Epochs=3 or --set Increment:Cells=gru,lstm. Can be repeated.",
        HelpName = "key=value",
    };

    private readonly Option<string?> file = new("--settings") { Description = "A JSON file of settings; they override the profile's.", HelpName = "file" };

    // Shorthands for settings: option, key.
    private readonly (Option<string?> Option, string Key)[] shorthands =
    [
        (new("--seed") { Description = "Seed of every random stream.", HelpName = "n" }, nameof(HarnessSettings.Seed)),
        (new("--seeds") { Description = "Several seeds, a run for each, e.g. 0-4,9.", HelpName = "list" }, nameof(HarnessSettings.Seeds)),
        (new("--workers") { Description = "Runs trained side by side; 0: one per processor.", HelpName = "n" }, nameof(HarnessSettings.Workers)),
        (new("--engine") { Description = $"simd, scalar, torch, ...: `{Launcher.Here("list")}` shows them.", HelpName = "name" }, nameof(HarnessSettings.Engine)),
        (new("--artifacts") { Description = "Folder for all that is written.", HelpName = "folder" }, nameof(HarnessSettings.Artifacts)),
    ];

    /// <summary>Adds the options for experiments and settings to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(experiments);
        AddWithoutExperimentsTo(command);
    }

    /// <summary>Adds the options for settings to a command.</summary>
    public void AddWithoutExperimentsTo(Command command)
    {
        Option[] options = [profile, set, file, .. shorthands.Select(pair => pair.Option)];
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>The experiments and settings that the command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="noneMeansAll">Whether a command line without experiments stands for all of them.</param>
    /// <exception cref="UserError">A name is unknown, or settings are impossible.</exception>
    public Request Read(ParseResult parsed, bool noneMeansAll = false)
    {
        string[] names = parsed.GetValue(experiments)!;
        if (names.Length == 0 && !noneMeansAll)
        {
            throw new UserError($"Name an experiment or '{Everything}'. Known: {string.Join(", ", ExperimentCatalog.Experiments.Select(known => known.Name))}.");
        }

        string[] single = [.. names.Where(name => !name.Equals(Everything, StringComparison.OrdinalIgnoreCase))];
        IExperiment[] chosen = [.. single.Select(ExperimentCatalog.Find).Distinct()];
        bool all = names.Length == 0 || single.Length < names.Length;
        return new Request(all ? [.. ExperimentCatalog.Experiments] : chosen, Load(parsed)) { IsForAll = all };
    }

    /// <summary>
    /// The number of workers, the only setting that may be given beside a file that has all others; null if it is not given.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option that names the file, for the message.</param>
    /// <exception cref="UserError">An experiment or another setting is given too, or the number is none.</exception>
    public int? ReadWorkersAlone(ParseResult parsed, string option)
    {
        Option<string?> workers = shorthands.Single(pair => pair.Key == nameof(HarnessSettings.Workers)).Option;
        Option[] others = [profile, set, file, .. shorthands.Select(pair => pair.Option).Where(other => other != workers)];
        string? wrong = parsed.GetValue(experiments)!.FirstOrDefault()
            ?? others.FirstOrDefault(other => parsed.GetResult(other) is not null)?.Name;
        if (wrong is not null)
        {
            throw new UserError($"{option} has experiments and settings in its file; leave out {wrong}.");
        }

        return parsed.GetValue(workers) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
            : throw new UserError($"{workers.Name}: expected a number from 0, got '{text}'.");
    }

    /// <summary>The settings that the command line asks for.</summary>
    /// <exception cref="UserError">Settings are impossible.</exception>
    public LoadedSettings Load(ParseResult parsed)
    {
        SettingsSources sources = SettingsSources.OfThisProcess(EngineCatalog.Known.Names, ExperimentCatalog.Sections);
        return SettingsLoader.Load(sources with
        {
            Profile = parsed.GetValue(profile) ?? sources.Profile,
            File = parsed.GetValue(file),
            Assignments = [.. (parsed.GetValue(set) ?? []).Select(text => SettingAssignment.Parse(text, "--set")), .. Shorthands(parsed)],
        });
    }

    private IEnumerable<SettingAssignment> Shorthands(ParseResult parsed) =>
        from pair in shorthands
        let value = parsed.GetValue(pair.Option)
        where value is not null
        // The setting is relative to the repository's root, an argument to the current folder.
        let resolved = pair.Key == nameof(HarnessSettings.Artifacts) && value.Trim() != "" ? CurrentFolder.Resolve(value) : value
        select new SettingAssignment(pair.Key, [resolved], pair.Option.Name);
}
