using RnnMemory.Reports;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Images;

/// <summary>The look of a representation in all figures: a colour for its base, and a dashed line if it is permuted.</summary>
internal static class ImageCurves
{
    private static readonly Representation[] Colors =
        [Representation.Original, Representation.Transposed, Representation.Flattened, Representation.TransposedFlattened];

    /// <summary>
    /// The curve of a model, named after it and its learning rate: of one run, or the mean over its seeds with their band.
    /// </summary>
    /// <param name="runs">The model's runs, which differ only in their seed.</param>
    /// <param name="curve">Abscissae and ordinates of a run.</param>
    public static Curve Of(
        IReadOnlyList<ImageRun> runs, Func<ImageRun, (IReadOnlyList<double> X, IReadOnlyList<double> Y)> curve) =>
        Curve.OfSeeds([.. runs.Select(run => (run.Seed, Of(run, curve(run).X, curve(run).Y)))]);

    private static Curve Of(ImageRun run, IReadOnlyList<double> x, IReadOnlyList<double> y) => new(
        $"{run.Row.Model}, {run.Row.Rate}",
        Array.IndexOf(Colors, run.Row.Representation.Base()),
        run.Row.Representation.IsPermuted() ? 1 : 0,
        x,
        y);
}
