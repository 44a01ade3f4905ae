using System.Globalization;
using System.Text;
using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Cluster;

/// <summary>
/// Counts how often a task was started: a line for each start in a file beside the manifest. A scheduler that starts a task again after
/// every failure would otherwise do so for ever.
/// </summary>
/// <param name="manifestFile">Path of the manifest.</param>
/// <param name="task">Index of the task.</param>
public sealed class Attempts(string manifestFile, int task)
{
    private string Folder => Path.Combine(Path.GetDirectoryName(Path.GetFullPath(manifestFile))!, "attempts");

    private string FilePath => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{task}.txt"));

    /// <summary>How often the task was started.</summary>
    public int Count => File.Exists(FilePath) ? File.ReadLines(FilePath).Count() : 0;

    /// <summary>Counts a start and tells the number of starts with this one.</summary>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public int Start() => StoreErrors.Explain(Folder, () =>
    {
        Directory.CreateDirectory(Folder);
        string line = string.Create(
            CultureInfo.InvariantCulture, $"{DateTime.UtcNow:u} process {Environment.ProcessId} on {Environment.MachineName}\n");

        // Two starts at the same moment both append: the system adds the whole line at the file's end.
        using (FileStream stream = new(FilePath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0))
        {
            FileBytes.Write(stream, Encoding.UTF8.GetBytes(line));
        }

        return Count;
    });
}
