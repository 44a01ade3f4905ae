using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Requests;
using RnnMemory.Cluster;
using RnnMemory.Engines;
using RnnMemory.Runs;

namespace RnnMemory.Cli.Commands;

/// <summary>The two ways to use a manifest: to train one of its tasks, and to show what is done when the tasks are over.</summary>
internal static class ManifestRuns
{
    /// <summary>Trains the runs of a task, unless it was started too often.</summary>
    /// <param name="asked">The manifest.</param>
    /// <param name="index">The task.</param>
    /// <param name="train">Trains runs and returns the exit code.</param>
    /// <exception cref="UserError">There is no such task, or this program would train other runs.</exception>
    public static int Train(ManifestRequest asked, int index, Func<IReadOnlyList<PlannedExperiment>, int> train)
    {
        ManifestTask task = asked.Manifest.Task(index);
        int attempt = new Attempts(asked.File, index).Start();
        if (attempt > asked.Manifest.Attempts)
        {
            ThisProgram.Errors.Print($"Task {index} of '{asked.File}' was started {Counted(attempt - 1, "time")} without coming to its end, which is all that the manifest allows (--attempts); it is not started again. `{Launcher.Here("submit")}` sends what is missing anew.");
            return ExitCodes.RunFailed;
        }

        Console.WriteLine($"Task {index}, attempt {attempt} of {asked.Manifest.Attempts}: {Counted(task.Runs.Count, "run")}.");
        return train(asked.Part(task));
    }

    /// <summary>
    /// Measures and shows the experiments whose runs are all done. What failed in a task is not trained here, on one processor and without
    /// a limit to its attempts.
    /// </summary>
    /// <param name="asked">The manifest.</param>
    /// <param name="show">Measures and shows finished runs and returns the exit code.</param>
    public static int Show(ManifestRequest asked, Func<IReadOnlyList<PlannedExperiment>, int> show)
    {
        RunStore store = asked.Request.OpenStore(_ => { });
        IReadOnlyList<PlannedExperiment> plan = asked.Request.Plan();
        HashSet<string> missing =
        [
            .. from spec in PlannedExperiment.RunsOf(plan)
               where store.Glance(RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine])) is null
               select spec.Id,
        ];
        PlannedExperiment[] done = [.. plan.Where(entry => !entry.Runs.Any(spec => missing.Contains(spec.Id)))];
        int code = done.Length == 0 ? ExitCodes.Fine : show(done);
        if (missing.Count == 0)
        {
            return code;
        }

        string experiments = string.Join(", ", plan.Except(done).Select(entry => entry.Experiment.Name));
        ThisProgram.Errors.Print($"{Counted(missing.Count, "run")} of {asked.Manifest.Name()} not done, e.g. '{missing.First()}': no tables of {experiments}. `{Launcher.Here("submit")}` with the same settings sends what is missing.");
        return ExitCodes.RunFailed;
    }

    private static string Counted(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
