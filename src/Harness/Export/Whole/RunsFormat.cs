using RnnMemory.Basics;

namespace RnnMemory.Export.Whole;

/// <summary>
/// One way to write many runs into a folder. Subclasses are found by their public static property Instance, and <see cref="ExportFormat"/>s
/// are such a way each; there is no list.
/// </summary>
internal abstract class RunsFormat
{
    /// <summary>Every format: those of curves and measures by their names, then those of networks by their endings.</summary>
    public static IReadOnlyList<RunsFormat> All { get; } =
    [
        .. AssemblyTypes.DerivedFrom(typeof(RunsFormat))
            .Select(type => type.GetProperty("Instance")?.GetValue(null)).OfType<RunsFormat>()
            .OrderBy(format => format.Name, StringComparer.Ordinal),
        .. ExportFormat.All.Select(format => new NetworkFiles(format)),
    ];

    /// <summary>The name on the command line.</summary>
    public abstract string Name { get; }

    /// <summary>Where the files are, in the folder, for messages.</summary>
    public abstract string Where { get; }

    /// <summary>The files of these runs, made one after another: paths in the folder, and contents.</summary>
    /// <param name="runs">The runs.</param>
    /// <exception cref="UserError">A file of a run cannot be read.</exception>
    public abstract IEnumerable<ExportedFile> Files(IReadOnlyList<ExportedRun> runs);
}

/// <summary>A file to be written.</summary>
/// <param name="Path">Relative to the folder, with slashes.</param>
/// <param name="Content">Its bytes; null if they cannot be had.</param>
/// <param name="Refusal">Why not, in one line.</param>
internal sealed record ExportedFile(string Path, byte[]? Content, string? Refusal = null);
