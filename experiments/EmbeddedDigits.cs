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
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => ImagePlan.Of(settings, settings.Digits, PaperSettings.Value.Digits);

    /// <inheritdoc/>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs)
    {
        ImageRun[] read = [.. runs.Select(run => new ImageRun(run))];
        IReadOnlyList<RunSpec> plan = Plan(settings);
        return new Report(
            Name,
            [
                Table3.Of(read, plan), Table4.Of(read, plan), ConvergenceTable.Of(read, plan),
                Table2.Of(read, plan, settings, settings.Digits), Table2Models.Of(read, plan, settings, settings.Digits),
                DamageReport.TableOf(read, plan, settings, settings.Digits),
            ],
            [.. Mnist.Pictures(settings.Digits), Figure9.Of(read), DamageReport.FigureOf(read, settings, settings.Digits)]);
    }
}
