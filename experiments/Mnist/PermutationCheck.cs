using RnnMemory.Experiments.Images;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>
/// Whether permuting the lines of an image made every model worse, as the paper says (claim MN-5): at each model's best epoch, like the
/// paper's Table 3. Pairs with a run that froze or diverged are left out, since such a run says nothing about the order of lines.
/// </summary>
internal static class PermutationCheck
{
    /// <summary>
    /// A line for each permuted model that is not below its base of the same seed, or one line that says that all are; then one for the
    /// pairs left out.
    /// </summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<ImageRun> runs)
    {
        (ImageRun Permuted, ImageRun Base)[] pairs =
        [
            .. from permuted in runs
               where permuted.Row.Representation.IsPermuted()
               let plain = runs.FirstOrDefault(run => run.Seed == permuted.Seed
                   && run.Row == new ImageRow(permuted.Row.Representation.Base(), 0, permuted.Row.LearningRate))
               where plain is not null
               select (permuted, plain),
        ];
        (ImageRun Permuted, ImageRun Base)[] moving = [.. pairs.Where(pair => !pair.Permuted.HasStopped && !pair.Base.HasStopped)];
        string[] exceptions = [.. moving.Where(pair => pair.Permuted.BestTestAccuracy >= pair.Base.BestTestAccuracy).Select(Exception)];
        return
        [
            .. exceptions,
            .. moving.Length > 0 && exceptions.Length == 0
                ? new[] { ImageNotes.Line($"Each of {moving.Length} permuted models is below its base at the same learning rate, each at its best epoch.") } : [],
            .. moving.Length < pairs.Length
                ? new[] { ImageNotes.Line($"{pairs.Length - moving.Length} of {pairs.Length} permuted models are not compared with their base, since one of the two froze or diverged.") } : [],
        ];
    }

    private static string Exception((ImageRun Permuted, ImageRun Base) pair) => ImageNotes.Line(
        $"{pair.Permuted.NameWithSeed} is not below its base: best vacc {pair.Permuted.BestTestAccuracy:F4}, {pair.Base.Name} {pair.Base.BestTestAccuracy:F4}.");
}
