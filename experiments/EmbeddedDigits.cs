using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>
/// The experiments of section 3.2 on the small digits that are embedded in the library: the same tables and figures in seconds, offline.
/// The paper has no numbers for them.
/// </summary>
public sealed class EmbeddedDigits : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Digits";

    /// <inheritdoc/>
    public string Description => "Not in the paper: section 3.2 on embedded digits of 8 x 8 pixels, offline and in seconds";

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => ImagePlan.Of(settings, Section(settings), Section(PaperSettings.Value));

    /// <inheritdoc/>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs)
    {
        ImageRun[] read = [.. runs.Select(run => new ImageRun(run))];
        IReadOnlyList<RunSpec> plan = Plan(settings);
        ImageSettings digits = Section(settings);
        return new Report(
            Name,
            [
                Table3.Of(read, plan), Table4.Of(read, plan), ConvergenceTable.Of(read, plan),
                Table2.Of(read, plan, settings, digits), Table2Models.Of(read, plan, settings, digits),
                DamageReport.TableOf(read, plan, settings, digits),
            ],
            [.. Mnist.Pictures(digits), Figure9.Of(read), DamageReport.FigureOf(read, settings, digits)]);
    }

    private static ImageSettings Section(HarnessSettings settings) => settings.Section<ImageSettings>(SettingsSections.Digits);
}
