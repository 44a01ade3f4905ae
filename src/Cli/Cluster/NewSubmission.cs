using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Progress;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Running;
using RnnMemory.Cluster;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Cli.Cluster;

/// <summary>Makes the manifest and the scripts for runs that are to be trained elsewhere, and writes them into a folder.</summary>
/// <param name="request">Experiments and settings.</param>
/// <param name="options">What is asked of the cluster.</param>
internal sealed class NewSubmission(Request request, SubmitRequest options)
{
    private static readonly TimeSpan LimitOfUnknown = TimeSpan.FromHours(4);

    /// <summary>Writes the folder.</summary>
    /// <param name="runs">The runs, at least one.</param>
    /// <param name="mostTasks">The largest number of tasks.</param>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public Submission Write(IReadOnlyList<RunIdentity> runs, int mostTasks)
    {
        Manifest manifest = Of(runs, mostTasks);
        string folder = Path.Combine(Submissions.FolderOf(request.Artifacts), manifest.Name());
        SlurmScripts scripts = new(manifest, folder, RepositoryRoot.Find(), OwnProgram.Command(), new SlurmRequest
        {
            ArrayLimit = options.ArrayLimit,
            Partition = options.Partition,
            Time = options.Time ?? TimeLimit.Text(LimitOf(manifest)),
            Options = options.Sbatch,
        });
        bool isFullSize = request.Loaded.Profile == SettingsLoader.Paper;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "logs"));
            File.WriteAllText(Path.Combine(folder, SlurmScripts.ArrayFile), scripts.Array());
            File.WriteAllText(Path.Combine(folder, SlurmScripts.FinishFile), scripts.Finish(isFullSize));
            manifest.Write(Path.Combine(folder, Manifest.FileName));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Cannot write to '{folder}': {error.Message} Free space or rights there, or choose another folder with --artifacts.", error);
        }

        return new Submission(folder, manifest);
    }

    /// <summary>What a submission is about, in a few words.</summary>
    public static string Describe(Manifest manifest)
    {
        int runs = manifest.Tasks.Sum(task => task.Runs.Count);
        string time = manifest.Tasks.All(task => task.Seconds is not null)
            ? $", about {RunText.Of(TimeSpan.FromSeconds(manifest.Tasks.Sum(task => task.Seconds!.Value)))} of one core"
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{runs} run{(runs == 1 ? "" : "s")} in {manifest.Tasks.Count} task{(manifest.Tasks.Count == 1 ? "" : "s")}{time}");
    }

    private Manifest Of(IReadOnlyList<RunIdentity> runs, int mostTasks)
    {
        TrainingCost cost = new([.. runs.Select(run => run.Spec)], new RecordedRuns(RecordedRuns.Folder), PlanOfThePaper());
        IReadOnlyList<IReadOnlyList<RunIdentity>> tasks = TaskPacking.Of(
            runs,
            // Starting a run takes about a second; a run of unknown cost has a task of its own.
            run => Math.Max(1, cost.Seconds(run.Spec) ?? options.TaskTime.TotalSeconds),
            options.TaskTime.TotalSeconds,
            mostTasks);
        return new Manifest
        {
            Format = Manifest.CurrentFormat,
            Written = DateTime.UtcNow,
            Commit = WorkingCommit.Of(RepositoryRoot.Find()),
            Numerics = EngineCatalog.Known[request.Loaded.Settings.Engine].Numerics,
            Experiments = [.. request.Experiments.Select(experiment => experiment.Name)],
            Profile = request.Loaded.Profile,
            Settings = ManifestRequest.Kept(request.Loaded),
            Artifacts = request.Artifacts,
            Attempts = options.Attempts,
            Tasks =
            [
                .. from task in tasks
                   let seconds = task.Select(run => cost.Seconds(run.Spec)).ToArray()
                   select new ManifestTask([.. task.Select(run => new ManifestRun(run.Spec.Id, run.Hash))])
                   {
                       Seconds = seconds.All(known => known is not null) ? Math.Round(seconds.Sum(known => known!.Value), 1) : null,
                   },
            ],
        };
    }

    private static TimeSpan LimitOf(Manifest manifest) => manifest.Tasks.All(task => task.Seconds is not null)
        ? TimeLimit.Of(manifest.Tasks.Max(task => task.Seconds!.Value))
        : LimitOfUnknown;

    // The recorded runs of all experiments tell how fast a machine is, whatever is to be trained.
    private static RunSpec[] PlanOfThePaper()
    {
        LoadedSettings paper = SettingsLoader.Load(SettingsSources.OfThePaper(EngineCatalog.Known.Names, ExperimentCatalog.Sections));
        return [.. ExperimentCatalog.Experiments.SelectMany(experiment => experiment.Plan(paper)).DistinctBy(spec => spec.Id)];
    }
}
