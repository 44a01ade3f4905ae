using System.Globalization;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>
/// "Check it here": the reader's browser trains an epoch of a recorded run again and compares every metric and hash with the record.
/// </summary>
public sealed class CheckItHereSection : IInteractiveSection
{
    private CheckItHereSection(IReadOnlyList<StoredRun> runs)
    {
        Model = new { Runs = runs.Select(stored => RunView.Of(stored.Run)).ToArray() };
        Data = [("check-it-here-data", JsonSerializer.Serialize(CheckItHereData.Of(runs), RunJson.Line))];
    }

    /// <inheritdoc/>
    public string Id => "check-it-here";

    /// <inheritdoc/>
    public string Title => "Check it here";

    /// <inheritdoc/>
    public string Template => "check-it-here";

    /// <inheritdoc/>
    public object Model { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Scripts { get; } = [.. EngineScripts.All, "check-worker.js", "check-it-here.js"];

    /// <inheritdoc/>
    public IReadOnlyList<(string Id, string Json)> Data { get; }

    /// <summary>The section with the runs of expected/page in this repository.</summary>
    /// <exception cref="UserError">A byte of them has changed.</exception>
    public static CheckItHereSection OfRepository() => Of(CommittedFolder.OfRepository());

    internal static CheckItHereSection Of(CommittedFolder folder) => new(StoredIn(folder));

    internal static IReadOnlyList<StoredRun> StoredIn(CommittedFolder folder)
    {
        string root = Path.Combine(folder.Root, "runs");
        return
        [
            .. new RecordedRuns(root).Ids().Select(id => StoredRun.Read(root, id))
                .OrderBy(stored => stored.Run.Spec.Model.Cell != Cell.Vanilla),
        ];
    }

    /// <summary>The command that trains a run on the digits again.</summary>
    internal static string CommandOf(RunSpec spec)
    {
        (string Setting, object Value)[] settings =
        [
            ("Representations", ((ImageTaskSpec)spec.Task).Representation.Name()), ("LearningRates", spec.Optimizer.LearningRate),
            ("Epochs", spec.Epochs), ("Cell", spec.Model.Cell.Name), ("Hidden", spec.Model.Hidden), ("ClipNorm", spec.Optimizer.ClipNorm),
            .. spec.Model.Cell.Kernel == Initialiser.SmallNormal
                ? [("KernelDeviation", (object)(spec.Model.KernelDeviation ?? Initialisation.SmallDeviation))]
                : Array.Empty<(string, object)>(),
        ];
        return Launcher.InDocuments("run digits" + string.Concat(settings.Select(setting =>
            string.Create(CultureInfo.InvariantCulture, $" --set Digits:{setting.Setting}={setting.Value}"))));
    }

    // One run as the template shows it.
    private sealed record RunView(string Label, string Id, string Facts, string Command)
    {
        public static RunView Of(FinishedRun run)
        {
            RunSpec spec = run.Spec;
            string facts = string.Create(CultureInfo.InvariantCulture,
                $"{spec.Model.Hidden} hidden units, {spec.Model.ParameterCount:N0} parameters, learning rate {spec.Optimizer.LearningRate}, minibatches of {spec.BatchSize}, {run.Epochs.Count} epochs recorded, seed {spec.Seed}");
            return new RunView(spec.Model.Cell.Label, spec.Id, facts, CommandOf(spec));
        }
    }
}
