using System.Collections;
using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Engines;
using RnnMemory.Streams;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>
/// Test accuracy when a share of all pixels is set to zero: part of the authors' script, not of the paper (assumptions, section E).
/// Exactly ⌊share · images · pixels⌋ entries of the whole test set are set to zero, not a fixed number per image. The mask is applied to
/// the images before any representation and is the same for all models; the script drew a new one each time.
/// </summary>
public static class Damage
{
    /// <summary>The script's shares.</summary>
    public static IReadOnlyList<decimal> Levels { get; } = [0.01m, 0.05m, 0.1m, 0.2m, 0.3m, 0.5m];

    /// <summary>The images with their share of pixels set to zero.</summary>
    /// <param name="images">Undamaged images.</param>
    /// <param name="level">The share, from 0 to 1; decimal, so that the number of entries is exact.</param>
    /// <param name="seed">Keys the stream "damage/&lt;level&gt;".</param>
    public static ImageSet Apply(ImageSet images, decimal level, long seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 1);
        string name = "damage/" + level.ToString("0.##########", CultureInfo.InvariantCulture);
        byte[] pixels = images.Pixels.ToArray();
        WordSequence words = new RandomStream(seed, name).At(0);

        // Floyd's sampling without replacement: a uniform subset, at a cost of one draw per chosen entry and one bit per entry.
        var chosen = new BitArray(pixels.Length);
        for (int last = pixels.Length - (int)(level * pixels.Length); last < pixels.Length; last++)
        {
            int drawn = words.NextBelow(last + 1);
            int entry = chosen[drawn] ? last : drawn;
            chosen[entry] = true;
            pixels[entry] = 0;
        }

        return images.WithPixels(pixels, $"{images.Hash} {name} seed {seed.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Accuracy on damaged test images. The engine's state does not change.</summary>
    /// <param name="engine">Holds the model.</param>
    /// <param name="task">The task the model was trained on; shows the images in its representation.</param>
    /// <param name="damaged">The result of <see cref="Apply"/>; make it once per level and use it for all models.</param>
    /// <param name="batch">A minibatch to work with; its content is overwritten.</param>
    /// <param name="images">Number of images, the first ones; null for all.</param>
    /// <param name="cancellation">Checked between minibatches.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static double Accuracy(
        IEngine engine, ImageTask task, ImageSet damaged, Minibatch batch, int? images = null, CancellationToken cancellation = default) =>
        ImageScore.Measure(engine, task.Test.With(damaged), images ?? damaged.Count, batch, cancellation).Accuracy;
}
