using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Faults;
using Xunit;

namespace RnnMemory.Tests.Cluster;

/// <summary>
/// A real Slurm of two nodes on this machine, n1 and n2, with a processor each, started once for the tests of a class. Its folder and ports
/// are its own, so that several may run at once. Where it cannot be started its tests are skipped and say so.
/// </summary>
public sealed class SlurmCluster : IAsyncLifetime
{
    // On a busy machine everything takes several times as long as otherwise.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    // Slurm is asked by a process, which takes processor time from what it waits for.
    private static readonly TimeSpan TimeToLook = TimeSpan.FromMilliseconds(50), TimeToAsk = TimeSpan.FromMilliseconds(300);

    private static readonly string[] Daemons = ["slurmctld", "n1", "n2"];

    private readonly HashSet<string> killed = [];
    private readonly Lazy<string?> whyNone = new(WhyNone);
    private string folder = "";
    private int firstNumber;
    private Process? shell;

    /// <summary>What tells a process which cluster to use.</summary>
    internal IReadOnlyDictionary<string, string> Variables => new Dictionary<string, string> { ["SLURM_CONF"] = Path.Combine(folder, "slurm.conf") };

    /// <summary>A disk of 8 MiB that both nodes and this process see.</summary>
    internal string Disk => Path.Combine(folder, "disk");

    public ValueTask InitializeAsync()
    {
        if (whyNone.Value is null)
        {
            try
            {
                StartAll();
            }
            catch
            {
                StopAll();
                throw;
            }
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        StopAll();
        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test if there is no cluster; otherwise starts what an earlier test has killed.</summary>
    internal void Prepare()
    {
        Assert.SkipWhen(whyNone.Value is not null, whyNone.Value ?? "");
        foreach (string daemon in killed.ToArray())
        {
            Start(daemon);
        }

        WaitUntilReady();
    }

    /// <summary>Ends all jobs and workers, also those that Slurm has forgotten.</summary>
    internal void EndAll()
    {
        Run("scancel", "--user", "root");
        foreach (ClusterWorker worker in Workers())
        {
            worker.Signal("KILL");
        }
    }

    /// <summary>Lets slurmctld save what it knows, which it otherwise does every five seconds.</summary>
    internal void Save()
    {
        Order("stop", "slurmctld");
        Start("slurmctld");
        WaitUntilReady();
    }

    /// <summary>Kills slurmctld or the slurmd of a node with SIGKILL; what runs on a node goes on.</summary>
    internal void Kill(string daemon)
    {
        killed.Add(daemon);
        Order("kill", daemon);
    }

    /// <summary>Starts a daemon that was killed.</summary>
    internal void Start(string daemon)
    {
        Order("start", daemon);
        killed.Remove(daemon);
    }

    /// <summary>
    /// Starts slurmctld after it was killed before it had saved its last jobs. It gives their numbers to none after them: a node that has
    /// just aborted a job with that number would not start the other, and Slurm would show it as running for ever (docs/scale.md).
    /// </summary>
    internal void StartForgetful()
    {
        firstNumber += 1000;
        File.AppendAllText(Variables["SLURM_CONF"], $"FirstJobId={firstNumber}\n");
        Start("slurmctld");
    }

    /// <summary>`scontrol` with these arguments.</summary>
    internal void Control(params string[] arguments)
    {
        CliResult result = Run("scontrol", arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    /// <summary>The lines that a command of Slurm prints.</summary>
    internal string[] Ask(string program, params string[] arguments)
    {
        CliResult result = Run(program, arguments);
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return Lines(result);
    }

    /// <summary>The workers that train now.</summary>
    internal IReadOnlyList<ClusterWorker> Workers() => ClusterWorker.Find(Variables["SLURM_CONF"]);

    /// <summary>Waits until no job is left.</summary>
    /// <param name="meanwhile">Done each time before the queue is looked at.</param>
    internal void WaitUntilDone(Action? meanwhile = null) => WaitUntil(
        () =>
        {
            meanwhile?.Invoke();
            CliResult queue = Run("squeue", "-h", "-o", "%i %r");
            Release(Lines(queue));
            return queue is { ExitCode: 0, Output: "" };
        },
        "the queue is empty",
        TimeToAsk);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="isSo">The condition.</param>
    /// <param name="condition">The condition in words.</param>
    /// <param name="pause">How long to wait before it is looked at again; null for what files and processes need.</param>
    internal void WaitUntil(Func<bool> isSo, string condition, TimeSpan? pause = null)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(watch.Elapsed < Patience, $"Not so within {Patience}: {condition}.\n{State()}");
            Thread.Sleep(pause ?? TimeToLook);
        }
    }

    private static string? WhyNone()
    {
        if (!OperatingSystem.IsLinux())
        {
            return "Slurm is for Linux.";
        }

        // Debian has the daemons outside the PATH of some users.
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'), "/usr/sbin"];
        string[] missing =
        [
            .. new[] { "sbatch", "slurmctld", "slurmd", "munged" }.Where(name => !folders.Any(folder => File.Exists(Path.Combine(folder, name)))),
        ];
        if (missing.Length > 0)
        {
            return $"Slurm is not installed here ({string.Join(", ", missing)} not found): build/slurm-tools.sh installs it on Debian and Ubuntu.";
        }

        if (Environment.UserName != "root")
        {
            return "Only root can start a Slurm of one's own: run the tests as root.";
        }

        CliResult spaces = Shell.Run("unshare --pid --mount-proc --uts --fork sh -c 'hostname localhost && mount --bind /etc/hosts /etc/hosts'");
        return spaces.ExitCode == 0 ? null : $"The nodes need name spaces of their own, which this machine does not give: {spaces.Errors.Trim()}";
    }

    private void StartAll()
    {
        folder = Directory.CreateTempSubdirectory("rnn-memory-slurm-").FullName;
        SlurmConfiguration.Write(folder);
        shell = Process.Start(new ProcessStartInfo("bash", [Path.Combine(RepositoryRoot.Find(), "tests", "Cluster", "cluster.sh"), folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        foreach (string daemon in Daemons)
        {
            Start(daemon);
        }

        WaitUntilReady();
    }

    private void StopAll()
    {
        if (shell is not null)
        {
            shell.StandardInput.Close();
            shell.WaitForExit();
            shell.Dispose();
            shell = null;
            Directory.Delete(folder, recursive: true);
        }
    }

    private void Order(string command, string daemon)
    {
        shell!.StandardInput.WriteLine($"{command} {daemon}");
        shell.StandardInput.Flush();
        Assert.True(shell.StandardOutput.ReadLine() == $"{command} {daemon}", $"'{command} {daemon}' got no answer.\n{Logs()}");
    }

    // Does what an administrator does after slurmctld has forgotten that a task runs, and has started it a second time: the node refuses,
    // whereupon Slurm drains the node and holds the task.
    private void Release(string[] jobs)
    {
        foreach (string held in jobs.Where(job => job.EndsWith("requeued held", StringComparison.Ordinal)))
        {
            Resume("drain,drained");
            Run("scontrol", "release", held.Split(' ')[0]);
        }
    }

    private void Resume(string states)
    {
        foreach (string node in Lines(Run("sinfo", "-h", "-N", "-t", states, "-o", "%N")))
        {
            Run("scontrol", "update", $"NodeName={node}", "State=RESUME");
        }
    }

    // No job is left, and both nodes are idle.
    private void WaitUntilReady()
    {
        WaitUntilDone();
        WaitUntil(
            () =>
            {
                // A node that was set down comes back by itself only if it was down because it did not answer.
                Resume("down,drain,drained");
                return Run("sinfo", "-h", "-N", "-o", "%t") is { ExitCode: 0, Output: "idle\nidle\n" };
            },
            "both nodes are idle",
            TimeToAsk);
    }

    private CliResult Run(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in Variables)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new CliResult(process.ExitCode, output, errors.Result);
    }

    private static string[] Lines(CliResult result) => result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    // For the message of a test that fails.
    private string State() => string.Join('\n',
    [
        .. new[] { Run("sinfo", "-N"), Run("squeue", "-t", "all") }.SelectMany(result => new[] { result.Output, result.Errors }),
        Logs(),
    ]);

    private string Logs() => string.Join(
        '\n',
        Directory.GetFiles(Path.Combine(folder, "log")).SelectMany(log => File.ReadLines(log).TakeLast(15).Prepend($"{Path.GetFileName(log)}:")));
}
