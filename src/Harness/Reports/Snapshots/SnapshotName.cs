namespace RnnMemory.Reports.Snapshots;

/// <summary>
/// The name of one snapshot in Verify's file conventions: Experiment/What_parameter=value.verified.txt, with .received. in place of
/// .verified. for the content that a failed comparison writes beside it.
/// </summary>
/// <param name="Stem">Path below the folder of snapshots, with '/', e.g. "Increment/Run_size=2x32_cell=gru_order=simple".</param>
/// <param name="Extension">"txt" or "svg".</param>
public sealed record SnapshotName(string Stem, string Extension)
{
    private const string Verified = ".verified.";
    private const string Received = ".received.";

    /// <summary>The snapshot of something an experiment shows.</summary>
    /// <param name="experiment">E.g. "Increment".</param>
    /// <param name="what">E.g. "Figure5".</param>
    /// <param name="extension">"txt" or "svg".</param>
    /// <param name="parameters">Parameters that distinguish it from similar snapshots.</param>
    public static SnapshotName Of(string experiment, string what, string extension, params (string Name, string Value)[] parameters) =>
        new($"{experiment}/{what}{string.Concat(parameters.Select(p => $"_{p.Name}={p.Value}"))}", extension);

    /// <summary>The accepted file.</summary>
    public string VerifiedFile => $"{Stem}{Verified}{Extension}";

    /// <summary>The file with the content received by the last failed comparison.</summary>
    public string ReceivedFile => $"{Stem}{Received}{Extension}";

    /// <summary>The JSON file beside <see cref="ReceivedFile"/> that says which environment made it.</summary>
    internal string OriginFile => $"{ReceivedFile}.origin";

    /// <summary>The snapshots that have been accepted into a folder.</summary>
    public static IEnumerable<SnapshotName> AcceptedIn(string folder) => In(folder, Verified);

    /// <summary>The snapshots in a folder that wait for acceptance.</summary>
    public static IEnumerable<SnapshotName> ReceivedIn(string folder) =>
        In(folder, Received).Where(name => Path.GetExtension(name.VerifiedFile) != ".origin");

    // Snapshots are one folder deep; expected/runs, with its deeper folders, has none.
    private static IEnumerable<SnapshotName> In(string folder, string infix) => !Directory.Exists(folder)
        ? []
        : from path in Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder).SelectMany(Directory.EnumerateFiles))
          let file = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/')
          let at = file.LastIndexOf(infix, StringComparison.Ordinal)
          where at > 0
          orderby file
          select new SnapshotName(file[..at], file[(at + infix.Length)..]);

    /// <inheritdoc/>
    public override string ToString() => $"{Stem}.{Extension}";
}
