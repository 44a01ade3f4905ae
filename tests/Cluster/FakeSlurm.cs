using RnnMemory.Tests.Data;

namespace RnnMemory.Tests.Cluster;

/// <summary>
/// Programs with the names of Slurm's in a folder of PATH: sbatch notes its arguments, squeue prints what a test wrote. For tests about
/// what this program asks of Slurm; what Slurm then does is in SlurmTests.
/// </summary>
internal sealed class FakeSlurm : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public FakeSlurm()
    {
        Write("sbatch", "echo \"$*\" >> \"$FAKE_SLURM/submitted.txt\"; echo $((100 + $(wc -l < \"$FAKE_SLURM/submitted.txt\")))");
        Write("squeue", "cat \"$FAKE_SLURM/queue.txt\" 2> /dev/null || true");
        Write("scontrol", "echo 'MaxArraySize            = 1001'");
    }

    /// <summary>Variables of a process that finds these programs.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{folder.Path}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["FAKE_SLURM"] = folder.Path,
    };

    /// <summary>The arguments of each call of sbatch.</summary>
    public string[] Submitted => File.Exists(folder["submitted.txt"]) ? File.ReadAllLines(folder["submitted.txt"]) : [];

    /// <summary>Lets squeue list these tasks from now on.</summary>
    public void Queue(params string[] lines) => File.WriteAllLines(folder["queue.txt"], lines);

    /// <summary>Lets a program do something else.</summary>
    public void Write(string program, string script)
    {
        string path = folder[program];
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => folder.Dispose();
}
