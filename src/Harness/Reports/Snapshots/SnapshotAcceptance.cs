using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Reports.Snapshots;

/// <summary>
/// The only way to change the snapshots that experiments are compared with. It requires a reason, and records it in CHANGES.md with the
/// old and new hashes, the commit and the environment that made the content.
/// </summary>
/// <param name="folder">Usually expected/.</param>
/// <param name="variables">The process's environment variables; on a build server nothing is accepted.</param>
/// <param name="commit">The current commit.</param>
/// <param name="time">The current time, for CHANGES.md.</param>
public sealed class SnapshotAcceptance(string folder, IReadOnlyDictionary<string, string> variables, string commit, TimeProvider time)
{
    private readonly SnapshotChanges changes = new(folder);

    /// <summary>The command that accepts a snapshot, for a mismatch's message.</summary>
    internal static string Command(string name) => Launcher.Here($"accept --reason \"why it changed\" {name}");

    /// <summary>Makes the received content the accepted one.</summary>
    /// <param name="reason">One line that says why the change is right.</param>
    /// <param name="names">Stems or file names; an empty list accepts everything received.</param>
    /// <param name="forceEnvironment">Whether to accept even if the arithmetic is not that of the last acceptance.</param>
    /// <returns>What changed.</returns>
    /// <exception cref="UserError">
    /// This is a build server, the reason is missing, a name is unknown, there is nothing to accept, or another numerics version or
    /// engine made the content. Nothing has been changed then.
    /// </exception>
    public IReadOnlyList<SnapshotChange> Accept(string reason, IReadOnlyList<string> names, bool forceEnvironment)
    {
        RequireReason("Accepting snapshots", reason, variables);
        IReadOnlyList<SnapshotName> chosen = Choose(names);
        SnapshotOrigin origin = CommonOrigin(chosen);
        if (!forceEnvironment)
        {
            RefuseOtherArithmetic(chosen, origin);
        }

        SnapshotChange[] accepted = [.. chosen.Select(Change)];
        changes.Append(time.GetUtcNow(), reason.Trim(), commit, origin, accepted);
        foreach (SnapshotName name in chosen)
        {
            TextFile.Write(PathOf(name.VerifiedFile), File.ReadAllText(PathOf(name.ReceivedFile)));
            File.Delete(PathOf(name.ReceivedFile));
            File.Delete(PathOf(name.OriginFile));
        }

        return accepted;
    }

    /// <summary>The conditions for every change of expected/.</summary>
    internal static void RequireReason(string act, string reason, IReadOnlyDictionary<string, string> variables)
    {
        if (variables.IsSet("CI"))
        {
            throw new UserError($"{act} is not done where CI is set: do it on your own machine and commit the files.");
        }

        if (string.IsNullOrWhiteSpace(reason) || reason.AsSpan().IndexOfAny('\r', '\n') >= 0)
        {
            throw new UserError($"{act} needs a reason of one line: --reason \"why it changed\".");
        }
    }

    /// <summary>Refuses to replace content made by another arithmetic.</summary>
    internal static void RequireArithmetic(string name, string was, SnapshotOrigin? before, string @is, SnapshotOrigin origin)
    {
        if (before is null || !before.HasArithmeticOf(origin))
        {
            throw new UserError(
                $"{name} was {was} from {before?.ToString() ?? "an unrecorded environment"}, but {@is} from {origin}. "
                + "If the arithmetic was meant to change, add --force-environment.");
        }
    }

    private SnapshotName[] Choose(IReadOnlyList<string> names)
    {
        SnapshotName[] received = [.. SnapshotName.ReceivedIn(folder)];
        if (received.Length == 0)
        {
            throw new UserError($"There is nothing to accept: no .received. file in '{folder}'. Run the tests first.");
        }

        foreach (string name in names)
        {
            if (!received.Any(known => IsNamed(known, name)))
            {
                throw UserError.Unknown("received snapshot", name, received.Select(known => known.Stem).Distinct());
            }
        }

        return names.Count == 0 ? received : [.. received.Where(known => names.Any(name => IsNamed(known, name)))];
    }

    private static bool IsNamed(SnapshotName known, string name) =>
        name == known.Stem || IsPathTo(known.ReceivedFile, name) || IsPathTo(known.VerifiedFile, name);

    // A path as the shell completes it in the user's current folder, or a path relative to the folder of snapshots.
    private static bool IsPathTo(string file, string path) => $"/{path.Replace('\\', '/')}".EndsWith($"/{file}", StringComparison.Ordinal);

    private SnapshotOrigin CommonOrigin(IReadOnlyList<SnapshotName> chosen)
    {
        SnapshotOrigin[] origins = [.. chosen.Select(name => SnapshotOrigin.Read(PathOf(name.OriginFile)) ?? throw new UserError(
            $"'{PathOf(name.OriginFile)}' is missing or damaged, so it is unknown what made {name.ReceivedFile}. Run its test again.")).Distinct()];
        return origins is [SnapshotOrigin single] ? single : throw new UserError(
            $"The received snapshots were made by different environments ({string.Join(" | ", origins.Select(o => o.ToString()))}). Run their tests again, or accept them one by one.");
    }

    private void RefuseOtherArithmetic(IEnumerable<SnapshotName> chosen, SnapshotOrigin origin)
    {
        IReadOnlyDictionary<string, (string Hash, SnapshotOrigin? Origin)> last = changes.Last();
        foreach (SnapshotName name in chosen.Where(name => File.Exists(PathOf(name.VerifiedFile))))
        {
            SnapshotOrigin? before = last.GetValueOrDefault(name.VerifiedFile).Origin;
            RequireArithmetic(name.VerifiedFile, "accepted", before, "received", origin);
        }
    }

    private SnapshotChange Change(SnapshotName name)
    {
        string verified = PathOf(name.VerifiedFile);
        return new SnapshotChange(
            name,
            SnapshotChanges.Hash(File.Exists(verified) ? File.ReadAllText(verified) : null),
            SnapshotChanges.Hash(File.ReadAllText(PathOf(name.ReceivedFile))));
    }

    private string PathOf(string file) => Path.Combine(folder, file);
}
