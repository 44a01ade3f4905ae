using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Images;

/// <summary>The look of a representation in all figures: a colour for its base, and a dashed line if it is permuted.</summary>
internal static class ImageCurves
{
    private static readonly Representation[] Colors =
        [Representation.Original, Representation.Transposed, Representation.Flattened, Representation.TransposedFlattened];

    /// <summary>A curve of a run, named after its model and learning rate.</summary>
    public static Curve Of(ImageRun run, IReadOnlyList<double> x, IReadOnlyList<double> y) => new(
        $"{run.Row.Model}, {run.Row.Rate}",
        Array.IndexOf(Colors, run.Row.Representation.Base()),
        run.Row.Representation.IsPermuted() ? 1 : 0,
        x,
        y);
}
