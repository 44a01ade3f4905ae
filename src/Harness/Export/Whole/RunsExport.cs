using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Export.Whole;

/// <summary>Writes all finished runs of a store for other programs: curves, measures, TensorBoard's events and networks.</summary>
public static class RunsExport
{
    /// <summary>The names of the formats.</summary>
    public static IReadOnlyList<string> Formats { get; } = [.. RunsFormat.All.Select(format => format.Name)];

    /// <summary>
    /// Writes every finished run. Each file is replaced in one step; what cannot be read of a run is reported and left out.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="formats">Names of formats.</param>
    /// <param name="folder">The folder to write to, as a full path; created where it is missing.</param>
    /// <param name="report">Gets a summary of each format.</param>
    /// <param name="refuse">Gets a line for each run or network that cannot be exported.</param>
    /// <param name="cancellation">Checked between files.</param>
    /// <exception cref="UserError">A format is unknown, there is no finished run, or the folder cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The work was cancelled; the files so far are whole.</exception>
    public static void Write(
        RunStore store,
        IEnumerable<string> formats,
        string folder,
        Action<WrittenFormat> report,
        Action<string> refuse,
        CancellationToken cancellation)
    {
        RunsFormat[] chosen = [.. formats.Distinct().Select(Parse)];
        Explain(folder, () => DurableFolder.Create(folder));
        IReadOnlyList<ExportedRun> runs = Read(store, refuse);
        foreach (RunsFormat format in chosen)
        {
            (int files, long bytes) = (0, 0);
            foreach (ExportedFile file in format.Files(runs))
            {
                cancellation.ThrowIfCancellationRequested();
                if (file.Content is null)
                {
                    refuse($"{file.Path} is left out: {file.Refusal}");
                    continue;
                }

                Explain(folder, () => Write(Path.Combine([folder, .. file.Path.Split('/')]), file.Content));
                (files, bytes) = (files + 1, bytes + file.Content.Length);
            }

            report(new WrittenFormat(format.Name, format.Where, files, bytes));
        }
    }

    private static RunsFormat Parse(string name) =>
        RunsFormat.All.FirstOrDefault(format => format.Name == name) ?? throw UserError.Unknown("format", name, Formats);

    private static IReadOnlyList<ExportedRun> Read(RunStore store, Action<string> refuse)
    {
        (ExportedRun? Run, string? Refusal)[] read = [.. store.FinishedIds().AsParallel().AsOrdered().Select(id => TryRead(store, id))];
        foreach (string refusal in read.Select(found => found.Refusal).OfType<string>())
        {
            refuse(refusal);
        }

        ExportedRun[] runs = [.. read.Select(found => found.Run).OfType<ExportedRun>()];
        return runs.Length > 0
            ? runs
            : throw new UserError($"Nothing was exported: there is no finished run in '{store.Root}' that can be read, and none is recorded. Train some first: {Launcher.Here("run")}.");
    }

    private static (ExportedRun? Run, string? Refusal) TryRead(RunStore store, string id)
    {
        try
        {
            return (ExportedRun.Read(store, id), null);
        }
        catch (UserError error)
        {
            return (null, error.Message);
        }
    }

    private static void Write(string path, byte[] content)
    {
        DurableFolder.Create(Path.GetDirectoryName(path)!);
        AtomicFile.Write(path, content);
    }

    private static void Explain(string folder, Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Cannot write to '{folder}': {error.Message} Choose another folder with --out.", error);
        }
    }
}

/// <summary>What was written in one format.</summary>
/// <param name="Format">Its name.</param>
/// <param name="Where">Where the files are, in the folder.</param>
/// <param name="Files">Their number.</param>
/// <param name="Bytes">Their size.</param>
public sealed record WrittenFormat(string Format, string Where, int Files, long Bytes);
