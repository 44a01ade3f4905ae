using System.Collections.Concurrent;
using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>Test accuracy of a kept state at each of <see cref="Levels"/>, on the first test images (assumptions, section E).</summary>
/// <param name="images">Number of test images, the first ones; null or 0 for all.</param>
/// <param name="seed">Keys the masks, one per level, which all models share.</param>
public sealed class DamageMeasure(int? images, long seed) : StateMeasure<IReadOnlyList<double>>
{
    // Made once per process: a mask over all test images takes longer than a small model's forward pass.
    private static readonly ConcurrentDictionary<(string Data, decimal Level, long Seed), Lazy<ImageSet>> Damaged = new();

    private readonly ImageCount count = new(images);

    /// <summary>The shares of pixels set to zero: none, then the script's.</summary>
    public static IReadOnlyList<decimal> Levels { get; } = [0, .. Damage.Levels];

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"damage, {count}, seed {seed}");

    /// <inheritdoc/>
    public override int Version => 1;

    /// <inheritdoc/>
    public override IReadOnlyList<double> Compute(KeptState state, CancellationToken cancellation)
    {
        ImageTask task = ImageCount.TaskOf(state.Task);
        int measured = count.Of(task.Test.Images);
        return [.. Levels.Select(level =>
            Damage.Accuracy(state.Engine, task, Images(task.Test.Images, level), state.Batch, measured, cancellation))];
    }

    private ImageSet Images(ImageSet whole, decimal level) => level == 0
        ? whole
        : Damaged.GetOrAdd((whole.Hash, level, seed), _ => new Lazy<ImageSet>(() => Damage.Apply(whole, level, seed))).Value;
}
