using RnnMemory.Experiments.Images;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>Table 2: how early the networks of <see cref="Mnist"/> make up their mind, and how early they could.</summary>
public sealed class MnistLatency : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Latency";

    /// <inheritdoc/>
    public string Description => "Section 3.2, Table 2: steps until the networks of Mnist stop changing their answer";

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => new Mnist().Plan(settings);

    /// <inheritdoc/>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs)
    {
        ImageRun[] read = [.. runs.Select(run => new ImageRun(run))];
        IReadOnlyList<RunSpec> plan = Plan(settings);
        ImageSettings images = settings.Section<ImageSettings>(SettingsSections.Mnist);
        return new Report(
            Name, [Table2.Of(read, plan, settings, images), Table2Models.Of(read, plan, settings, images)], []);
    }
}
