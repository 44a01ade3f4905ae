using RnnMemory.Data;
using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>
/// Section 3.2: networks read MNIST row by row, column by column, pixel by pixel, and in fixed random orders. Shows Tables 1, 3 and 4 and
/// Figs. 8 and 9.
/// </summary>
public sealed class Mnist : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Mnist";

    /// <inheritdoc/>
    public string Description => "Section 3.2, Tables 1, 3, 4, Figs. 8, 9: handwritten digits in seven representations";

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => ImagePlan.Of(settings, Section(settings), Section(PaperSettings.Value));

    /// <inheritdoc/>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs)
    {
        ImageRun[] read = [.. runs.Select(run => new ImageRun(run))];
        IReadOnlyList<RunSpec> plan = Plan(settings);
        return new Report(
            Name,
            [Table3.Of(read, plan), Table4.Of(read, plan), ConvergenceTable.Of(read, plan)],
            [.. Pictures(Section(settings)), Figure9.Of(read)]);
    }

    /// <summary>Table 1 and Fig. 8, which need no run.</summary>
    internal static IReadOnlyList<Figure> Pictures(ImageSettings images)
    {
        ImageDataSet set = ImageSets.Load(images.DataSet, ImagePlan.Files(images));
        return [Table1.Of(set), Figure8.Of(set)];
    }

    private static ImageSettings Section(HarnessSettings settings) => settings.Section<ImageSettings>(SettingsSections.Mnist);
}
