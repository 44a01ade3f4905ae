using System.Globalization;
using System.Text;
using RnnMemory.Tests.Cli;

namespace RnnMemory.Tests.Cluster;

/// <summary>A process on a node that trains runs.</summary>
/// <param name="Process">Its id, as this process sees it.</param>
/// <param name="Node">The node's name.</param>
/// <param name="Task">The index of its task in the array.</param>
internal sealed record ClusterWorker(int Process, string Node, int Task)
{
    /// <summary>Those of the cluster with that configuration.</summary>
    public static IReadOnlyList<ClusterWorker> Find(string configuration) =>
    [
        .. from folder in Directory.EnumerateDirectories("/proc")
           where int.TryParse(Path.GetFileName(folder), out _) && Strings(folder, "cmdline").Contains("--manifest")
           let environment = Strings(folder, "environ")
           where environment.Contains($"SLURM_CONF={configuration}")
           let node = ValueOf(environment, "SLURMD_NODENAME")
           let task = ValueOf(environment, "SLURM_ARRAY_TASK_ID")
           where node is not null && task is not null
           select new ClusterWorker(Number(Path.GetFileName(folder)), node, Number(task)),
    ];

    /// <summary>Whether the process exists.</summary>
    public bool IsAlive => Strings($"/proc/{Process}", "cmdline").Length > 0;

    /// <inheritdoc cref="ProcessSignal.Send"/>
    public void Signal(string name) => ProcessSignal.Send(Process, name);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string? ValueOf(string[] environment, string name) =>
        environment.FirstOrDefault(variable => variable.StartsWith($"{name}=", StringComparison.Ordinal))?[(name.Length + 1)..];

    // Empty if the process has ended meanwhile.
    private static string[] Strings(string folder, string file)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(folder, file))).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
