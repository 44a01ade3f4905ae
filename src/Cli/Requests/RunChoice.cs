using RnnMemory.Basics;
using RnnMemory.Runs;

namespace RnnMemory.Cli.Requests;

/// <summary>Finds the stored run that a command line means: by its id, or by a part of the id that no other one has.</summary>
internal static class RunChoice
{
    private const int MostListed = 6;

    /// <summary>What the argument is, for help texts.</summary>
    public const string Help = "The run's id, e.g. mnist/original@16@128@3e-05/seed-0, or a part that no other run's id has.";

    /// <summary>The run.</summary>
    /// <exception cref="UserError">No run or more than one is meant, or its settings cannot be read.</exception>
    public static RunDescription Of(string text, RunStore store)
    {
        string id = Id(text, store.KnownIds());
        return store.Describe(id) ?? throw new UserError($"Run '{id}' has just been moved or deleted; try again.");
    }

    /// <summary>The id that is meant.</summary>
    /// <exception cref="UserError">No id or more than one is meant.</exception>
    internal static string Id(string text, IReadOnlyList<string> known)
    {
        if (known.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        string[] having = [.. known.Where(id => id.Contains(text, StringComparison.OrdinalIgnoreCase))];
        if (having.Length == 1)
        {
            return having[0];
        }

        if (having.Length > 1)
        {
            string more = having.Length > MostListed ? $" and {having.Length - MostListed} more" : "";
            throw new UserError(
                $"'{text}' is a part of the ids of {having.Length} runs: {string.Join(", ", having.Take(MostListed))}{more}. Give more of the id.");
        }

        string[] near = [.. NearestNames.OfPart(text, known)];
        string hint = near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(name => $"'{name}'"))}?";
        throw new UserError(known.Count == 0
            ? $"Unknown run '{text}': no run is stored yet. {Launcher.Here("run")} trains some."
            : $"Unknown run '{text}'.{hint} {known.Count} runs are stored; {Launcher.Here("status")} shows those of the experiments.");
    }
}
