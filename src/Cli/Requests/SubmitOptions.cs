using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using RnnMemory.Basics;

namespace RnnMemory.Cli.Requests;

/// <summary>The options of `rnn-memory submit` beside the settings.</summary>
internal sealed partial class SubmitOptions
{
    private readonly Option<int?> arrayLimit = new("--array-limit") { Description = "Tasks that run at the same time. Without it: as many as the cluster lets.", HelpName = "n" };
    private readonly Option<string?> partition = new("--partition") { Description = "Slurm's partition. Without it: the cluster's default.", HelpName = "name" };
    private readonly Option<string?> time = new("--time") { Description = "Time limit of a task, as sbatch takes it. Without it: by the estimated cost.", HelpName = "[days-]hh:mm:ss" };
    private readonly Option<string[]> sbatch = new("--sbatch") { Description = "A further option of sbatch, e.g. --sbatch=--account=physics. Can be repeated.", HelpName = "option" };
    private readonly Option<bool> dryRun = new("--dry-run") { Description = "Write the manifest and the scripts, and submit nothing. Needs no Slurm." };

    private readonly Option<int> taskMinutes = new("--task-minutes")
    {
        Description = "Small runs share a task as long as it is estimated at no more than this; 0: a task for each run.",
        HelpName = "n",
        DefaultValueFactory = _ => 10,
    };

    private readonly Option<int> attempts = new("--attempts")
    {
        Description = "How often a task may be started before it counts as failed.",
        HelpName = "n",
        DefaultValueFactory = _ => 5,
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        Option[] options = [arrayLimit, partition, time, taskMinutes, attempts, sbatch, dryRun];
        foreach (Option option in options)
        {
            command.Add(option);
        }
    }

    /// <summary>What the command line asks for.</summary>
    /// <exception cref="UserError">An option is impossible.</exception>
    public SubmitRequest Read(ParseResult parsed)
    {
        AtLeast(1, arrayLimit.Name, parsed.GetValue(arrayLimit));
        AtLeast(0, taskMinutes.Name, parsed.GetValue(taskMinutes));
        AtLeast(1, attempts.Name, parsed.GetValue(attempts));
        if (parsed.GetValue(time) is { } limit && !SlurmTime().IsMatch(limit))
        {
            throw new UserError($"{time.Name}: expected a time that sbatch takes, e.g. 90 (minutes), 12:00:00 or 2-00:00:00, got '{limit}'.");
        }

        string[] further = parsed.GetValue(sbatch) ?? [];
        return further.FirstOrDefault(option => !option.StartsWith('-') || option.Contains('\n', StringComparison.Ordinal)) is { } wrong
            ? throw new UserError($"{sbatch.Name}: expected an option of sbatch in one line, e.g. --sbatch=--account=physics, got '{wrong}'.")
            : new SubmitRequest
            {
                ArrayLimit = parsed.GetValue(arrayLimit),
                Partition = parsed.GetValue(partition),
                Time = parsed.GetValue(time),
                TaskTime = TimeSpan.FromMinutes(parsed.GetValue(taskMinutes)),
                Attempts = parsed.GetValue(attempts),
                Sbatch = further,
                IsDry = parsed.GetValue(dryRun),
            };
    }

    private static void AtLeast(int least, string option, int? value)
    {
        if (value < least)
        {
            throw new UserError($"{option}: expected at least {least}, got {value}.");
        }
    }

    // sbatch(1), --time.
    [GeneratedRegex(@"\A(\d+|\d+:\d+|\d+:\d+:\d+|\d+-\d+|\d+-\d+:\d+|\d+-\d+:\d+:\d+)\z")]
    private static partial Regex SlurmTime();
}

/// <summary>What `rnn-memory submit` was asked for beside experiments and settings.</summary>
internal sealed record SubmitRequest
{
    /// <summary>Tasks that run at the same time; null for any number.</summary>
    public required int? ArrayLimit { get; init; }

    /// <summary>The partition; null for the default.</summary>
    public required string? Partition { get; init; }

    /// <summary>A task's time limit; null to estimate it.</summary>
    public required string? Time { get; init; }

    /// <summary>How long a task of several runs may take by estimate.</summary>
    public required TimeSpan TaskTime { get; init; }

    /// <summary>How often a task may be started.</summary>
    public required int Attempts { get; init; }

    /// <summary>Further options of sbatch.</summary>
    public required IReadOnlyList<string> Sbatch { get; init; }

    /// <summary>Whether nothing is to be submitted.</summary>
    public required bool IsDry { get; init; }
}
