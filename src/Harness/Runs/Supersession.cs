using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>Keeps runs with the same id but different settings apart: one has the folder, the others are kept beside it.</summary>
internal static class Supersession
{
    /// <summary>
    /// Moves a run of another identity to <c>ID.superseded-N</c> and moves one of this identity back, if it was kept there. Afterwards
    /// the folder is absent, empty, or holds a run of this identity with a correct spec.json.
    /// </summary>
    public static void MakeRoom(string folder, RunIdentity identity, Action<string> notice)
    {
        if (!IsEmpty(folder))
        {
            RunFiles files = new(folder);
            if (StoredIdentity.Difference(files, identity) is not { } difference)
            {
                StoredIdentity.RepairSpec(files, identity, notice);
                return;
            }

            MoveAside(folder, difference, identity, notice);
        }

        Fetch(folder, identity, notice);
    }

    // A process killed in its first write leaves only a temporary file. A folder with measures alone is left if a process measured a run
    // that another process was deleting.
    private static bool IsEmpty(string folder) =>
        !Directory.Exists(folder) || Directory.EnumerateFileSystemEntries(folder).All(path =>
            path.EndsWith(".tmp", StringComparison.Ordinal)
            || RunFence.IsStaging(path)
            || Path.GetFileName(path) == RunFiles.MeasuresName);

    private static void MoveAside(string folder, string difference, RunIdentity identity, Action<string> notice)
    {
        string aside = Enumerable.Range(1, int.MaxValue).Select(n => $"{folder}.superseded-{n}").First(path => !Directory.Exists(path));
        Directory.Move(folder, aside);
        DurableFolder.Flush(Path.GetDirectoryName(folder)!);
        notice($"Run '{identity.Spec.Id}' was stored with other settings ({difference}): kept as '{Path.GetFileName(aside)}'.");
    }

    private static void Fetch(string folder, RunIdentity identity, Action<string> notice)
    {
        string parent = Path.GetDirectoryName(folder)!;
        if (!Directory.Exists(parent))
        {
            return;
        }

        string? kept = Directory.EnumerateDirectories(parent, Path.GetFileName(folder) + ".superseded-*")
            .Order(StringComparer.Ordinal)
            .FirstOrDefault(path => StoredIdentity.Difference(new RunFiles(path), identity) is null);
        if (kept is null)
        {
            return;
        }

        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }

        Directory.Move(kept, folder);
        DurableFolder.Flush(parent);
        notice($"Run '{identity.Spec.Id}': '{Path.GetFileName(kept)}' has these settings and is used again.");
        StoredIdentity.RepairSpec(new RunFiles(folder), identity, notice);
    }
}
