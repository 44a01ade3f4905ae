using RnnMemory.Engines;
using RnnMemory.Experiments;
using RnnMemory.Experiments.Images;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Training;
using Xunit;

[assembly: AssemblyFixture(typeof(RnnMemory.Tests.Experiments.SmallDigits))]

namespace RnnMemory.Tests.Experiments;

/// <summary>Networks really trained on the embedded digits, small enough for a test: five models, eight epochs each, in a store of their own.</summary>
public sealed class SmallDigits : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-digits-");
    private readonly Lazy<IReadOnlyList<ImageRun>> runs;

    public SmallDigits() => runs = new Lazy<IReadOnlyList<ImageRun>>(Train);

    /// <summary>Settings of the runs.</summary>
    public static HarnessSettings Settings { get; } = PaperSettings.Value with
    {
        Digits = PaperSettings.Value.Digits with
        {
            Representations = ["original", "transposed", "original-permuted", "transposed-permuted", "flattened"],
            Permutations = [1],
            LearningRates = [3e-3],
            Hidden = 24,
            Epochs = 8,
            PixelMeasuredImages = 100,
        },
    };

    public static IReadOnlyList<RunSpec> Plan { get; } = new EmbeddedDigits().Plan(Settings);

    /// <summary>The trained runs, in the order of the plan.</summary>
    internal IReadOnlyList<ImageRun> Runs => runs.Value;

    /// <summary>The store that has them.</summary>
    public string Root => folder.FullName;

    public void Dispose() => folder.Delete(recursive: true);

    private IReadOnlyList<ImageRun> Train()
    {
        RunStore store = new(folder.FullName);
        return [.. Plan.Select(spec => new ImageRun(RunExecution.Execute(
            spec, spec.Task.Open(spec.Seed), EngineCatalog.Known[spec.Engine], store, progress: null, fresh: false, CancellationToken.None)))];
    }
}
