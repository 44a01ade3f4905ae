using RnnMemory.Engines;
using RnnMemory.Experiments.Digits;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

[assembly: AssemblyFixture(typeof(RnnMemory.Tests.Experiments.SmallDigits))]

namespace RnnMemory.Tests.Experiments;

/// <summary>
/// Networks really trained on the embedded digits, small enough for a test: five models, eight epochs each, in their own store.
/// </summary>
public sealed class SmallDigits : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-digits-");
    private readonly Lazy<IReadOnlyList<MeasuredRun>> runs;

    public SmallDigits() => runs = new Lazy<IReadOnlyList<MeasuredRun>>(() => Train(folder.FullName, workers: 2));

    /// <summary>The experiment.</summary>
    public static DigitsExperiment Experiment { get; } = new();

    /// <summary>Settings of the runs.</summary>
    public static LoadedSettings Loaded { get; } = Planned.With(
        SettingsLoader.Paper,
        "Digits:Representations=original,transposed,original-permuted,transposed-permuted,flattened",
        "Digits:Permutations=1",
        "Digits:LearningRates=0.003",
        "Digits:Hidden=24",
        "Digits:Epochs=8",
        "Digits:PixelMeasuredImages=100",
        "Digits:MemoryImages=100");

    public static IReadOnlyList<RunSpec> Plan { get; } = Experiment.Plan(Loaded);

    /// <summary>The trained runs with everything measured that the experiment asks for, in the order of the plan.</summary>
    public IReadOnlyList<MeasuredRun> Runs => runs.Value;

    /// <summary>The settings of the plan's images.</summary>
    internal static ImageSettings Images => Loaded.Settings.Section<ImageSettings>(ImageSections.Digits);

    /// <summary>The store that has them.</summary>
    public string Root => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    /// <summary>Trains and measures the plan, or reads what is there.</summary>
    /// <param name="root">The run store's folder.</param>
    /// <param name="workers">Runs side by side.</param>
    internal static IReadOnlyList<MeasuredRun> Train(string root, int workers)
    {
        RunScheduler scheduler = new(new RunStore(root), EngineCatalog.Known, workers);
        try
        {
            return Task.WhenAll(Plan.Select(spec => scheduler.Get(spec, ExperimentRuns.MeasuresOf(Experiment, spec, Loaded)))).GetAwaiter().GetResult();
        }
        finally
        {
            scheduler.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
