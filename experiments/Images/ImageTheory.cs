using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Reports;
using RnnMemory.Reports.Snapshots;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Experiments.Images;

/// <summary>What the theories on images share: rows, waiting for runs, and what to do without the data.</summary>
internal static class ImageTheory
{
    /// <summary>The runs of a plan with the traits of their rows.</summary>
    public static IReadOnlyList<TraitedRun> Traited(IEnumerable<RunSpec> plan) => [.. plan.Select(spec => new TraitedRun(spec, Traits(ImagePlan.Row(spec))))];

    /// <summary>A row for each run: model and learning rate.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Rows(Func<IEnumerable<TraitedRun>> runs) => HarnessSession.RowsOr(
        new TheoryDataRow<string, string>("?", "?"),
        () => from run in runs()
              let row = ImagePlan.Row(run.Spec)
              select new TheoryDataRow<string, string>(row.Model, row.Rate).WithTraits(run.Traits));

    /// <summary>The run of a row, trained if need be.</summary>
    public static async Task<ImageRun> Get(IEnumerable<TraitedRun> runs, string model, string rate)
    {
        RequireData(runs);
        RunSpec spec = runs.Select(run => run.Spec).First(spec => (ImagePlan.Row(spec).Model, ImagePlan.Row(spec).Rate) == (model, rate));
        return new ImageRun(await HarnessSession.Scheduler.Get(spec));
    }

    /// <summary>All runs, trained if need be.</summary>
    public static async Task<IReadOnlyList<ImageRun>> GetAll(IReadOnlyList<TraitedRun> runs)
    {
        RequireData(runs);
        FinishedRun[] finished = await Task.WhenAll(runs.Select(run => HarnessSession.Scheduler.Get(run.Spec)));
        return [.. finished.Select(run => new ImageRun(run))];
    }

    /// <summary>Without the images nothing can be said: under the profile for every day that skips a test, at the paper's size it is an error.</summary>
    public static void RequireData(IEnumerable<TraitedRun> runs)
    {
        var task = (ImageTaskSpec)runs.First().Spec.Task;
        if (ImageSets.TryLoad(task.DataSet, task.Files, out string reason) is null)
        {
            Assert.SkipWhen(HarnessSession.Profile == SettingsLoader.Quick, reason);
            throw new UserError(reason);
        }
    }

    /// <summary>
    /// Accuracy on the first test images: what training recorded where they are all, else asked of the model anew.
    /// </summary>
    public static double AccuracyOf(ImageRun run, KeptEpoch epoch, int images)
    {
        using TrainedModel model = TrainedModel.After(run.Run, epoch)!;
        return images == model.Task.Test.Images.Count
            ? TrainedModel.RecordOf(run.Run, epoch)!.Metrics["vacc"]
            : ImageScore.Measure(model.Engine, model.Task.Test, images, model.Batch).Accuracy;
    }

    /// <summary>Writes a table and compares it.</summary>
    public static void Check(string experiment, string section, Table table, params (string Name, string Value)[] parameters)
    {
        HarnessSession.Write(new Report(experiment, [table], []));
        HarnessSession.Compare(section, (SnapshotName.Of(experiment, table.Name, "txt", parameters), TableFormat.Text(table)));
    }

    /// <summary>Writes a figure and compares it.</summary>
    public static void Check(string experiment, string section, Figure figure, params (string Name, string Value)[] parameters)
    {
        HarnessSession.Write(new Report(experiment, [], [figure]));
        HarnessSession.Compare(section, HarnessSession.SnapshotsOf(experiment, figure, parameters));
    }

    /// <summary>Writes tables and figures of recorded runs and compares them, whatever the settings of this `dotnet test`.</summary>
    public static void CheckRecord(Report report, params (string Name, string Value)[] parameters)
    {
        HarnessSession.WriteRecord(report);
        HarnessSession.CompareAlways(
            PaperSettings.Value.Engine,
            [
                .. report.Tables.Select(table => (SnapshotName.Of(report.Name, table.Name, "txt", parameters), TableFormat.Text(table))),
                .. report.Figures.SelectMany(figure => HarnessSession.SnapshotsOf(report.Name, figure, parameters)),
            ]);
    }

    /// <summary>The name of a row's snapshot.</summary>
    public static SnapshotName NameOf(string experiment, string model, string rate, params (string Name, string Value)[] parameters) =>
        SnapshotName.Of(experiment, "Run", "txt", [.. parameters, ("model", model), ("rate", rate)]);

    /// <summary>The names of a figure's snapshots.</summary>
    public static IEnumerable<SnapshotName> NamesOf(string experiment, string figure, params (string Name, string Value)[] parameters) =>
        new[] { "txt", "svg" }.Select(extension => SnapshotName.Of(experiment, figure, extension, parameters));

    private static Dictionary<string, string> Traits(ImageRow row)
    {
        Dictionary<string, string> traits = new() { ["Representation"] = row.Representation.Name(), ["LearningRate"] = row.Rate };
        if (row.Representation.IsPermuted())
        {
            traits["Permutation"] = ImageNotes.Line($"{row.Permutation}");
        }

        return traits;
    }
}
