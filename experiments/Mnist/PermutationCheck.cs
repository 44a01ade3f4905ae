using RnnMemory.Experiments.Images;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>Whether permuting the lines of an image made every model worse, as the paper says (claim MN-5).</summary>
internal static class PermutationCheck
{
    /// <summary>A line for each permuted model that does not end below its base, or one line that says that all do.</summary>
    public static IReadOnlyList<string> Lines(IReadOnlyList<ImageRun> runs)
    {
        (ImageRun Permuted, ImageRun Base)[] pairs =
        [
            .. from permuted in runs
               where permuted.Row.Representation.IsPermuted()
               let plain = runs.FirstOrDefault(run =>
                   run.Row == new ImageRow(permuted.Row.Representation.Base(), 0, permuted.Row.LearningRate))
               where plain is not null
               select (permuted, plain),
        ];
        string[] exceptions = [.. pairs.Where(pair => pair.Permuted.LastTestAccuracy >= pair.Base.LastTestAccuracy).Select(Exception)];
        return pairs.Length == 0 ? []
            : exceptions.Length > 0 ? exceptions
            : [ImageNotes.Line($"Each of {pairs.Length} permuted models ends below its base at the same learning rate.")];
    }

    private static string Exception((ImageRun Permuted, ImageRun Base) pair) => ImageNotes.Line(
        $"{pair.Permuted.Name} does not end below its base: vacc {pair.Permuted.LastTestAccuracy:F4} after the last epoch, {pair.Base.Name} {pair.Base.LastTestAccuracy:F4}.");
}
