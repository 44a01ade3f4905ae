using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Cli.Requests;
using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Export;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory export`: writes a finished run's parameters for other programs (docs/export.md).</summary>
internal static class ExportCommand
{
    private const string Last = "last";
    private const string Best = "best";

    public static Command Create()
    {
        Argument<string> run = new("run") { Description = $"The run's id, e.g. mnist/transposed@16@128@3e-05/seed-0; `{Launcher.Here("status")}` shows them." };
        string endings = string.Join(" or ", ModelExport.Endings);
        Option<string> to = new("--to") { Description = $"The file to write; ends in {endings}.", HelpName = "file", Required = true };
        Option<string> epoch = new("--epoch") { Description = "last, or best by test accuracy.", HelpName = "last|best", DefaultValueFactory = _ => Last };
        Option<string?> artifacts = new("--artifacts") { Description = "Folder that the run was written to.", HelpName = "folder" };
        Command command = new("export", $"Write a finished run's parameters under PyTorch's names and shapes, as {endings} (docs/export.md).")
        {
            run, to, epoch, artifacts,
        };
        command.SetAction(parsed =>
            Export(parsed.GetValue(run)!, parsed.GetValue(to)!, parsed.GetValue(epoch)!, parsed.GetValue(artifacts)));
        return command;
    }

    private static void Export(string id, string path, string which, string? artifacts)
    {
        if (which is not (Last or Best))
        {
            throw UserError.Unknown("epoch", which, [Last, Best]);
        }

        RunStore store = Request.OfStoredRuns(artifacts).OpenStore(Console.Error.WriteLine);
        RunSpec spec = store.FinishedSpec(id) ?? throw UserError.Unknown($"finished run in '{store.Root}'", id, store.FinishedIds());
        EngineEntry engine = EngineCatalog.Known[spec.Engine];
        RunIdentity identity = RunIdentity.Of(spec, engine);
        FinishedRun run = store.Find(identity) ?? throw store.WhyNotFound(identity);
        KeptEpoch kept = Choose(run, which);
        EpochRecord epoch = run.Kept(kept)!;
        float[] parameters = TrainedParameters.Of(run, kept, identity);

        ModelExport.Write(path, spec.Model, parameters, Metadata(run, epoch, engine));
        Console.WriteLine($"{id}, epoch {epoch.Epoch}: {parameters.Length.ToString("N0", CultureInfo.InvariantCulture)} parameters in {path}");
        foreach (NamedTensor tensor in PyTorchLayout.FromParameters(spec.Model, parameters))
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

    private static Dictionary<string, string> Metadata(FinishedRun run, EpochRecord epoch, EngineEntry engine) => new()
    {
        ["run"] = run.Spec.Id,
        ["epoch"] = epoch.Epoch.ToString(CultureInfo.InvariantCulture),
        ["cell"] = run.Spec.Model.Cell.RecordName,
        ["numerics"] = engine.Numerics,
        ["parametersHash"] = epoch.ParametersHash,
    };
}
