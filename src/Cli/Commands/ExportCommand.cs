using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Cli.Requests;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Export;
using RnnMemory.Export.Whole;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>
/// `rnn-memory export`: writes a finished run's parameters, or everything of all runs, for other programs (docs/export.md).
/// </summary>
internal static class ExportCommand
{
    private const string Last = "last";
    private const string Best = "best";

    public static Command Create()
    {
        Argument<string?> run = new("run")
        {
            Description = $"The run's id, e.g. mnist/transposed@16@128@3e-05/seed-0; `{Launcher.Here("status")}` shows them.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        string endings = string.Join(" or ", ModelExport.Endings);
        Option<string?> to = new("--to") { Description = $"The file to write; ends in {endings}.", HelpName = "file" };
        Option<string?> epoch = new("--epoch") { Description = "last, the default, or best by test accuracy.", HelpName = "last|best" };
        Option<bool> all = new("--all") { Description = "Instead of a run: curves, measures, TensorBoard's events and networks of every finished run." };
        Option<string?> folder = new("--out") { Description = "With --all: the folder to write to; without it artifacts/export.", HelpName = "folder" };
        Option<string?> format = new("--format") { Description = $"With --all: some of {string.Join(',', RunsExport.Formats)}; without it all.", HelpName = "names" };
        Option<string?> artifacts = new("--artifacts") { Description = "Folder that the runs were written to.", HelpName = "folder" };
        Command command = new("export", $"Write a finished run's parameters as {endings}, or everything of all runs (docs/export.md).")
        {
            run, to, epoch, all, folder, format, artifacts,
        };
        command.SetAction(parsed =>
        {
            Request stored = Request.OfStoredRuns(parsed.GetValue(artifacts));
            (string? id, string? path, string? which) = (parsed.GetValue(run), parsed.GetValue(to), parsed.GetValue(epoch));
            (string? target, string? formats) = (parsed.GetValue(folder), parsed.GetValue(format));
            if (parsed.GetValue(all))
            {
                return id is null && path is null && which is null
                    ? Everything(stored, target, formats)
                    : throw new UserError("--all exports every run and both kept epochs: leave out the run, --to and --epoch.");
            }

            if (target is not null || formats is not null)
            {
                throw new UserError("--out and --format belong to --all; with a run, --to names the file, and its ending the format.");
            }

            Network(
                stored,
                id ?? throw new UserError($"Expected the id of a finished run with --to FILE, or --all; `{Launcher.Here("status")}` shows the ids."),
                path ?? throw new UserError($"Expected --to FILE, a file that ends in {endings}."),
                which ?? Last);
            return ExitCodes.Fine;
        });
        return command;
    }

    private static int Everything(Request stored, string? folder, string? formats)
    {
        string target = folder is null ? Path.Combine(stored.Artifacts, "export") : CurrentFolder.Resolve(folder);
        string[] names = formats?.Split(',', StringSplitOptions.TrimEntries) ?? [.. RunsExport.Formats];
        int exitCode = ExitCodes.Fine;
        using Termination termination = new();
        try
        {
            RunsExport.Write(stored.OpenStore(Console.Error.WriteLine), names, target, Report, Refuse, termination.Token);
            return exitCode;
        }
        catch (OperationCanceledException) when (termination.ExitCode != 0)
        {
            Console.WriteLine("Stopped; every file so far is whole, and the same command writes them all.");
            return termination.ExitCode;
        }

        void Report(WrittenFormat written) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{written.Format,-12} {written.Files,6:N0} files {written.Bytes,12:N0} bytes  {CurrentFolder.Shorten(Path.Combine(target, written.Where))}"));

        void Refuse(string reason)
        {
            ThisProgram.Errors.Print(reason);
            exitCode = ExitCodes.BadInput;
        }
    }

    private static void Network(Request stored, string id, string path, string which)
    {
        if (which is not (Last or Best))
        {
            throw UserError.Unknown("epoch", which, [Last, Best]);
        }

        RunStore store = stored.OpenStore(Console.Error.WriteLine);
        RunSpec spec = store.FinishedSpec(id) ?? throw UserError.Unknown($"finished run in '{store.Root}'", id, store.FinishedIds());
        EngineEntry engine = EngineCatalog.Known[spec.Engine];
        RunIdentity identity = RunIdentity.Of(spec, engine);
        FinishedRun run = store.Find(identity) ?? throw store.WhyNotFound(identity);
        KeptEpoch kept = Choose(run, which);
        EpochRecord epoch = run.Kept(kept)!;
        float[] parameters = TrainedParameters.Of(run, kept, identity);

        ModelExport.Write(path, spec.Model, parameters, NetworkFacts.Of(run, epoch, engine.Numerics));
        Console.WriteLine($"{id}, epoch {epoch.Epoch}: {parameters.Length.ToString("N0", CultureInfo.InvariantCulture)} parameters in {path}");
        foreach (NamedTensor tensor in ModelExport.Of(path).Tensors(spec.Model, parameters))
        {
            Console.WriteLine($"  {tensor.Name,-14} [{string.Join(", ", tensor.Shape)}]");
        }
    }

    private static KeptEpoch Choose(FinishedRun run, string which)
    {
        if (run.Epochs.Count == 0)
        {
            throw new UserError($"Run '{run.Spec.Id}' diverged in its first epoch: there is no state to export.");
        }

        if (which == Last)
        {
            return run.Divergence is null
                ? KeptEpoch.Last
                : throw new UserError($"Run '{run.Spec.Id}' diverged: only the state after its best epoch is kept. Add --epoch best.");
        }

        return run.Kept(KeptEpoch.Best) is not null
            ? KeptEpoch.Best
            : throw new UserError($"Run '{run.Spec.Id}' keeps no best epoch: its task chooses none. Leave out --epoch best.");
    }
}
