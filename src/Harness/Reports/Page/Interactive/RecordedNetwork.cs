using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>The best network of the recorded full-size run of a representation: hidden 128, batch 16, learning rate 3e-5, seed 0.</summary>
/// <param name="Run">The run.</param>
/// <param name="Parameters">The parameters after its best epoch.</param>
internal sealed record RecordedNetwork(FinishedRun Run, float[] Parameters)
{
    /// <summary>A network of each of the seven representations; of the permuted ones, that of the authors' first permutation.</summary>
    /// <param name="root">Usually expected/runs.</param>
    /// <exception cref="UserError">A run is missing or damaged.</exception>
    public static IReadOnlyList<RecordedNetwork> Read(string root) =>
        [.. Enum.GetValues<Representation>().Select(shown => Read(root, shown))];

    /// <summary>What it was trained on.</summary>
    public ImageTaskSpec Task => (ImageTaskSpec)Run.Spec.Task;

    /// <summary>The best epoch's record.</summary>
    public EpochRecord Best => Run.Kept(KeptEpoch.Best)!;

    /// <summary>Which pixel it sees at which step.</summary>
    public PixelMap Map => PixelMap.Of(Task.Representation, Task.Permutation, Mnist.Spec.Rows, Mnist.Spec.Columns);

    /// <summary>What a step shows.</summary>
    public string Step => Task.Representation.Base() switch
    {
        Representation.Original => "row",
        Representation.Transposed => "column",
        Representation.Flattened or Representation.TransposedFlattened => "pixel",
        _ => throw new InvalidOperationException($"{Task.Representation} has no base."),
    };

    /// <summary>Its representation in words.</summary>
    public string Label => Task.Representation switch
    {
        Representation.Original => "rows from the top",
        Representation.Transposed => "columns from the left",
        Representation.OriginalPermuted => "rows in a fixed random order",
        Representation.TransposedPermuted => "columns in a fixed random order",
        Representation.Flattened => "pixels, row by row",
        Representation.TransposedFlattened => "pixels, column by column",
        Representation.FlattenedPermuted => "pixels in a fixed random order",
        _ => throw new InvalidOperationException($"{Task.Representation} has no words."),
    };

    private static RecordedNetwork Read(string root, Representation shown)
    {
        string permutation = shown.IsPermuted() ? "-0" : "";
        StoredRun stored = StoredRun.Read(root, $"mnist/{shown.Name()}{permutation}@16@128@3e-05/seed-0");
        return new RecordedNetwork(stored.Run, TrainedParameters.Of(stored.Run, KeptEpoch.Best, stored.Identity));
    }
}
