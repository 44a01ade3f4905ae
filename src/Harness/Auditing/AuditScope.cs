using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Runs;

namespace RnnMemory.Auditing;

/// <summary>The runs that an audit checks, and those that it cannot check, each with the reason.</summary>
/// <param name="Runs">The runs that were read.</param>
/// <param name="Skipped">
/// Runs that another process is training, or whose data is missing on this machine; nothing is wrong with them.
/// </param>
/// <param name="Refused">Runs that this program cannot repeat, and folders that it cannot read.</param>
public sealed record AuditScope(IReadOnlyList<AuditedRun> Runs, IReadOnlyList<string> Skipped, IReadOnlyList<string> Refused)
{
    /// <summary>Every run with records in these folders, finished or not, and every run that is marked as finished.</summary>
    /// <param name="roots">The run store, then, usually, the recorded runs.</param>
    /// <param name="engines">The available engines.</param>
    public static AuditScope Everything(IReadOnlyList<string> roots, EngineCatalog engines)
    {
        List<string> unreadable = [];
        (string, string)[] ids = [.. Ids(roots, (folder, error) => unreadable.Add(StoreErrors.Unreadable(folder, error).Message))];
        (AuditedRun? Run, string? Skipped, string? Refused)[] read = [.. ids.AsParallel().AsOrdered().Select(TryRead)];
        return new AuditScope(
            [.. read.Select(one => one.Run).OfType<AuditedRun>()],
            [.. read.Select(one => one.Skipped).OfType<string>()],
            [.. unreadable, .. read.Select(one => one.Refused).OfType<string>()]);

        (AuditedRun? Run, string? Skipped, string? Refused) TryRead((string Root, string Id) run)
        {
            try
            {
                return ReasonToSkip(run.Root, run.Id) is { } reason
                    ? (null, $"{run.Id}: {reason}", null)
                    : (Read(roots, run.Root, run.Id, engines), null, null);
            }
            catch (UserError refusal)
            {
                return (null, null, refusal.Message);
            }
        }
    }

    /// <summary>The run of that id in these folders; several runs if more than one folder has it.</summary>
    /// <param name="roots">The run store, then, usually, the recorded runs.</param>
    /// <param name="id">The run.</param>
    /// <param name="engines">The available engines.</param>
    /// <exception cref="UserError">No folder has it, or it cannot be repeated.</exception>
    public static AuditScope Of(IReadOnlyList<string> roots, string id, EngineCatalog engines)
    {
        // Checked before it becomes part of a path.
        _ = RunId.Folder(roots[0], id);
        Dictionary<string, Exception> unreadable = new(StringComparer.Ordinal);
        (string Root, string Id)[] known = [.. Ids(roots, (folder, error) => unreadable.TryAdd(folder, error))];
        string[] having = [.. known.Where(run => run.Id == id).Select(run => run.Root)];
        if (having.Length == 0)
        {
            string[] wanted = [.. roots.Select(root => RunId.Folder(root, id))];
            if (unreadable.Keys.FirstOrDefault(folder => wanted.Any(run => IsIn(folder, run))) is { } closed)
            {
                throw StoreErrors.Unreadable(closed, unreadable[closed]);
            }

            throw known.Length == 0
                ? new UserError($"There is no run with a recorded epoch in {string.Join(" or ", roots)}: {Launcher.Here("run")} trains some.")
                : UserError.Unknown("run", id, known.Select(run => run.Id).Distinct());
        }

        if (Owner(having[0], id) is { } owner)
        {
            throw new UserError($"Run '{id}' is being trained by {owner}: wait for it or stop it.");
        }

        return new AuditScope([.. having.Select(root => Read(roots, root, id, engines))], [], []);
    }

    // What was measured of a recorded run here is kept in the store.
    private static AuditedRun Read(IReadOnlyList<string> roots, string root, string id, EngineCatalog engines) =>
        AuditedRun.Read(root, id, engines, Name(roots, root, id), root == roots[0] ? null : RunFiles.MeasuresBeside(roots[0], id));

    // A run in the store may be recorded too.
    private static string Name(IReadOnlyList<string> roots, string root, string id) => root == roots[0] ? id : $"{id} (recorded)";

    private static bool IsIn(string folder, string run) =>
        run == folder || run.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static IEnumerable<(string Root, string Id)> Ids(IReadOnlyList<string> roots, Action<string, Exception> unreadable) =>
        from root in roots
        where Directory.Exists(root)
        from id in RunFiles.RecordedIn(root, unreadable).Order(StringComparer.Ordinal)
        select (root, id);

    private static string? ReasonToSkip(string root, string id) => StoreErrors.ExplainReading<string?>(RunId.Folder(root, id), () =>
    {
        if (Owner(root, id) is { } owner)
        {
            return $"it is being trained by {owner}";
        }

        RunFiles files = new(RunId.Folder(root, id));
        if (StoredSpec.Read(files.Spec) is not { } stored || stored.Spec.Task.IsDataAtHand())
        {
            return null;
        }

        // The store goes by the results' identity: they may be used although the data that spec.json names is missing.
        return StoredIdentity.Difference(files, new RunIdentity(stored.Spec, stored.Numerics, stored.DataHash)) is { } other
            ? throw new UserError($"Run '{id}' cannot be audited as '{files.Spec}' describes it: {other}. Put the file back as training wrote it, or train the run again with --fresh.")
            : $"its data is not on this machine; {Launcher.Here("data fetch")} downloads MNIST";
    });

    private static string? Owner(string root, string id) => new RunStore(root).OwnerOf(id);
}
