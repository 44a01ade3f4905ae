using System.Diagnostics;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Kills;

/// <summary>
/// Kills training processes at random moments and starts the same command again. In the end it compares all their files with those of an
/// undisturbed process.
/// </summary>
/// <param name="program">Path of rnn-memory.dll.</param>
/// <param name="scenarios">The commands to run, in turn.</param>
/// <param name="seed">Seed of the random moments.</param>
/// <param name="told">Gets a line for each result compared.</param>
internal sealed class KilledRuns(string program, IReadOnlyList<KillScenario> scenarios, int seed, Action<string> told) : IDisposable
{
    private static readonly (Signal Signal, int ExitCode)[] Stops =
        [(Signal.Terminate, 143), (Signal.Interrupt, 130), (Signal.HangUp, 129), (Signal.Quit, 131)];

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("rnn-memory-kills-");
    private readonly System.Random random = new(seed);
    private readonly KillReport report = new();
    private readonly Dictionary<KillScenario, (TimeSpan Time, SortedDictionary<string, string> Content)> undisturbed = [];

    /// <summary>Runs the scenarios in turn until that many kills have hit, and finishes the last one.</summary>
    public KillReport Run(int kills)
    {
        for (int i = 0; report.Kills < kills; i++)
        {
            KillScenario scenario = scenarios[i % scenarios.Count];
            string folder = Path.Combine(root.FullName, $"killed-{i}");
            Pursue(scenario, folder, kills);
            Compare(scenario, folder);
            Directory.Delete(folder, recursive: true);
        }

        return report;
    }

    public void Dispose() => root.Delete(recursive: true);

    // Kills the command again and again until it comes to its end.
    private void Pursue(KillScenario scenario, string folder, int kills)
    {
        TimeSpan whole = Undisturbed(scenario).Time;
        Dictionary<string, string[]> kept = [];
        for (int life = 0; ; life++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            using TrainingProcess process = new(program, scenario, folder);
            bool last = report.Kills >= kills;
            bool ended = last || process.EndsWithin(random.NextDouble() * whole);
            bool killed = !ended && Hit(process, new UnfinishedWrites(folder));
            (int exitCode, string output, string errors) = process.Result();
            Check(errors.Length == 0, scenario, $"complained: {errors.Trim()}");
            kept = CheckKept(scenario, folder, kept);
            if (!killed && exitCode == 0)
            {
                // The machine was busier before, so from now on moments are drawn from the shorter time.
                TimeSpan shortest = life == 0 && watch.Elapsed < whole ? watch.Elapsed : whole;
                undisturbed[scenario] = (shortest, Undisturbed(scenario).Content);
                return;
            }

            if (!killed && Stops.All(stop => stop.ExitCode != exitCode))
            {
                Check(false, scenario, $"ended with exit code {exitCode}: {output}");
                return;
            }
        }
    }

    // One process in five gets a signal that asks it to stop, the others get SIGKILL, half of them while a file is being replaced. True if
    // it was killed.
    private bool Hit(TrainingProcess process, UnfinishedWrites writes)
    {
        int way = random.Next(20);
        if (way < Stops.Length)
        {
            Stop(process, Stops[way].Signal, Stops[way].ExitCode);
            return false;
        }

        if (way < 12)
        {
            AwaitWrite(process, writes);
        }

        bool hit = process.Kill();
        report.Kills += hit ? 1 : 0;
        report.WithinWrite += hit && writes.Any() ? 1 : 0;
        return hit;
    }

    private void Stop(TrainingProcess process, Signal signal, int code)
    {
        Stopwatch watch = Stopwatch.StartNew();
        process.Send(signal);
        (int exitCode, _, _) = process.Result();

        // The exit code is 0 if training had ended before the signal came.
        if (exitCode != 0)
        {
            report.Stops++;
            report.SlowestStop = watch.Elapsed > report.SlowestStop ? watch.Elapsed : report.SlowestStop;
            Check(exitCode == code, null, $"{signal} gave exit code {exitCode}, not {code}");
        }
    }

    // Checks, stops the process with SIGSTOP and checks again; the process is killed while it is stopped.
    private static void AwaitWrite(TrainingProcess process, UnfinishedWrites writes)
    {
        Stopwatch watch = Stopwatch.StartNew();
        while (!process.HasExited && watch.Elapsed < TimeSpan.FromSeconds(1))
        {
            if (writes.Any())
            {
                process.Send(Signal.Stop);
                if (writes.Any())
                {
                    return;
                }

                process.Send(Signal.Continue);
            }
        }
    }

    // Epochs that were finished before a kill are not trained again: every byte of their lines stays the same, including wall times. Only
    // the last one may lack its checkpoint.
    private Dictionary<string, string[]> CheckKept(KillScenario scenario, string folder, Dictionary<string, string[]> kept)
    {
        Dictionary<string, string[]> now = [];
        string runs = Path.Combine(folder, "runs");
        foreach (string path in Directory.Exists(runs) ? Directory.GetFiles(runs, "epochs.jsonl", SearchOption.AllDirectories) : [])
        {
            string[] lines = File.ReadAllText(path).Split('\n')[..^1];
            string[] before = kept.GetValueOrDefault(path) ?? [];
            Check(lines.AsSpan().StartsWith(before), scenario, $"{path} lost an epoch: {before.Length} were finished");
            now[path] = lines.Length > 0 ? lines[..^1] : [];
        }

        return now;
    }

    private void Compare(KillScenario scenario, string folder)
    {
        SortedDictionary<string, string> expected = Undisturbed(scenario).Content;
        string[] differences = [.. ArtifactsContent.Differences(expected, ArtifactsContent.Of(folder))];
        Check(differences.Length == 0, scenario, $"differs from an undisturbed run in {string.Join(", ", differences)}");
        report.Compared++;
        report.Files += expected.Count;
        told($"{scenario.Name}: {report}");
    }

    private (TimeSpan Time, SortedDictionary<string, string> Content) Undisturbed(KillScenario scenario)
    {
        if (!undisturbed.TryGetValue(scenario, out var known))
        {
            string folder = Path.Combine(root.FullName, $"undisturbed-{undisturbed.Count}");
            Stopwatch watch = Stopwatch.StartNew();
            using TrainingProcess process = new(program, scenario, folder);
            (int exitCode, _, string errors) = process.Result();
            known = (watch.Elapsed, ArtifactsContent.Of(folder));
            undisturbed[scenario] = exitCode == 0 && errors.Length == 0
                ? known
                : throw new InvalidOperationException($"{scenario.Name}, undisturbed, ended with exit code {exitCode}: {errors}");
        }

        return known;
    }

    private void Check(bool holds, KillScenario? scenario, string complaint)
    {
        if (!holds)
        {
            report.Wrong.Add(scenario is null ? complaint : $"{scenario.Name}: {complaint}");
        }
    }
}
