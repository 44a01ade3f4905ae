using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cli.Cluster;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Requests;
using RnnMemory.Cli.Running;
using RnnMemory.Cluster;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory submit`: sends the missing runs to a Slurm cluster as one job array.</summary>
internal static class SubmitCommand
{
    public static Command Create()
    {
        SettingsOptions settings = new();
        SubmitOptions options = new();
        Command command = new("submit", "Send the missing runs of experiments to a Slurm cluster: one job array, then a job that makes tables and figures. Given again, it sends what is still missing.");
        settings.AddTo(command);
        options.AddTo(command);
        command.SetAction(parsed => Submit(settings.Read(parsed), options.Read(parsed)));
        return command;
    }

    private static int Submit(Request request, SubmitRequest options)
    {
        string names = string.Join(' ', request.Experiments.Select(experiment => experiment.Name.ToLowerInvariant()));
        if (!options.IsDry && !Slurm.IsInstalled)
        {
            throw new UserError(
                $"There is no 'sbatch' on PATH, so nothing can be submitted to Slurm from here. `{Launcher.Here($"run {names}")}` with the same settings trains on this machine; --dry-run writes the manifest and the scripts for another machine.");
        }

        WritableFolder.Require(request.Artifacts);
        RunSpec[] specs = PlannedExperiment.RunsOf(request.Plan());
        Array.ForEach(specs, spec => spec.Validate());
        RequiredData.OpenOwn(specs);
        RunStore store = request.OpenStore(Console.WriteLine);
        RequiredData.RequireToTrain(specs, store, "submit");

        // The queue before the store: a task that ends in between has then stored its runs, and none of them is sent again.
        ArrayState array = options.IsDry
            ? ArrayReader.Read(request.Artifacts, ThisProgram.Errors.Print)
            : ArrayReader.Require(request.Artifacts);
        RunIdentity[] missing = specs.AsParallel().AsOrdered().Select(Identity).Where(run => store.Glance(run) is null).ToArray();
        RunIdentity[] wanted = [.. missing.Where(run => array.Of(run.Spec.Id) is not { IsActive: true })];
        int queued = missing.Length - wanted.Length;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{specs.Length} run{(specs.Length == 1 ? "" : "s")}: {specs.Length - missing.Length} done, {queued} submitted already and not over, {wanted.Length} to submit."));
        if (wanted.Length == 0)
        {
            Console.WriteLine(queued > 0 ? "Nothing was submitted." : $"Nothing is missing, and nothing was submitted. `{Launcher.Here($"run {names}")}` with the same settings makes tables and figures.");
            return ExitCodes.Fine;
        }

        int mostTasks = options.IsDry ? Slurm.DefaultLargestArray : Slurm.LargestArray();
        Submission submission = new NewSubmission(request, options).Write(wanted, mostTasks);
        Console.WriteLine($"{NewSubmission.Describe(submission.Manifest)}: {CurrentFolder.Shorten(submission.Folder)}");
        if (options.IsDry)
        {
            string manifest = CurrentFolder.Shorten(Path.Combine(submission.Folder, Manifest.FileName));
            Console.WriteLine($"Nothing was submitted (--dry-run). On the cluster: sbatch {CurrentFolder.Shorten(Path.Combine(submission.Folder, SlurmScripts.ArrayFile))}");
            Console.WriteLine($"Without Slurm: {Launcher.FromCurrentFolder()} run --manifest {manifest} --task N, for N from 0 to {submission.Manifest.Tasks.Count - 1}.");
            return ExitCodes.Fine;
        }

        string job = Slurm.Submit(Path.Combine(submission.Folder, SlurmScripts.ArrayFile));
        string finish = Slurm.Submit(Path.Combine(submission.Folder, SlurmScripts.FinishFile), $"--dependency=afterany:{job}");
        Console.WriteLine($"Submitted as job {job}; job {finish} makes tables and figures when it is over. `{Launcher.Here($"status {names}")}` shows both.");
        return ExitCodes.Fine;
    }

    private static RunIdentity Identity(RunSpec spec) => RunIdentity.Of(spec, EngineCatalog.Known[spec.Engine]);
}
