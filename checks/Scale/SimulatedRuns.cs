using System.Diagnostics;
using RnnMemory.Basics;
using RnnMemory.Cluster;
using RnnMemory.Runs;

namespace RnnMemory.Checks.Scale;

/// <summary>
/// A run store with one small run that was trained, and copies of its records under the names and identities of the others. Commands that
/// read finished runs cannot tell the difference; nobody could measure anything of the copies.
/// </summary>
/// <param name="program">Path of rnn-memory.dll.</param>
/// <param name="artifacts">The folder for all that is written.</param>
/// <param name="seeds">The number of seeds.</param>
internal sealed class SimulatedRuns(string program, string artifacts, int seeds)
{
    private string[] Plan =>
    [
        "increment", "--seeds", $"0-{seeds - 1}", "--set", "Increment:Epochs=1", "--set", "Increment:UpdatesPerEpoch=1", "--set", "Increment:CurveEvery=1",
        "--set", "Increment:Permutations=0,1,2,3,4,5,6,7,8,9,10", "--artifacts", artifacts,
    ];

    /// <summary>The times of the command that finds out what is missing.</summary>
    public IReadOnlyList<TimeSpan> Submit() => Time(["submit", .. Plan, "--task-minutes", "0", "--dry-run"]);

    /// <summary>The times of the command that shows every run.</summary>
    public IReadOnlyList<TimeSpan> Status() => Time(["status", .. Plan]);

    /// <summary>Makes every run of the last manifest appear finished.</summary>
    /// <returns>The number of runs.</returns>
    public int Write()
    {
        Submission submission = Submissions.In(artifacts)[^1];
        string store = Path.Combine(artifacts, "runs");
        ManifestRun[] runs = [.. submission.Manifest.Tasks.SelectMany(task => task.Runs)];
        Execute(["run", "--manifest", Path.Combine(submission.Folder, Manifest.FileName), "--task", "0", "--workers", "0"]);
        FinishedCopy trained = new(store, submission.Manifest.Task(0).Runs[0].Id);
        foreach (ManifestRun run in runs)
        {
            trained.Write(store, run);
        }

        return runs.Length;
    }

    private TimeSpan[] Time(string[] arguments)
    {
        const int times = 2;
        return [.. Enumerable.Range(0, times).Select(_ => Execute(arguments))];
    }

    private TimeSpan Execute(string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, WorkingDirectory = RepositoryRoot.Find() };

        // A Slurm on this machine has nothing to say about simulated runs.
        start.Environment["PATH"] = "";
        long began = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TimeSpan time = Stopwatch.GetElapsedTime(began);
        return process.ExitCode == 0 ? time : throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
