using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>What the networks of <see cref="Mnist"/> still know of images with missing pixels; in the authors' script, not in the paper.</summary>
public sealed class MnistDamage : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Damage";

    /// <inheritdoc/>
    public string Description => "Not in the paper: accuracy of the networks of Mnist when a share of the pixels is set to zero";

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => new Mnist().Plan(settings);

    /// <inheritdoc/>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs)
    {
        ImageRun[] read = [.. runs.Select(run => new ImageRun(run))];
        ImageSettings images = settings.Section<ImageSettings>(SettingsSections.Mnist);
        return new Report(
            Name,
            [DamageReport.TableOf(read, Plan(settings), settings, images)],
            [DamageReport.FigureOf(read, settings, images)]);
    }
}
