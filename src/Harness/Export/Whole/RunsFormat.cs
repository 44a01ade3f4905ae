namespace RnnMemory.Export.Whole;

/// <summary>One way to write many runs into a folder.</summary>
internal abstract class RunsFormat
{
    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Where the files are, in the folder, for messages.</summary>
    public abstract string Where { get; }

    /// <summary>The files of these runs, made one after another: paths in the folder, and contents.</summary>
    /// <param name="runs">The runs.</param>
    /// <exception cref="Basics.UserError">A file of a run cannot be read.</exception>
    public abstract IEnumerable<ExportedFile> Files(IReadOnlyList<ExportedRun> runs);
}

/// <summary>A file to be written.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Content">Its bytes; null if they cannot be had.</param>
/// <param name="Refusal">Why not, in one line.</param>
internal sealed record ExportedFile(string Path, byte[]? Content, string? Refusal = null);
