using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RnnMemory.Data;
using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>Puts images into minibatches in one representation. Immutable and safe to share between threads.</summary>
public sealed class ImageFeed
{
    // The input of each pixel value: value / maximum, correctly rounded (assumption B3).
    private readonly float[] inputs = new float[256];
    private readonly ImageSet images;
    private readonly PixelMap map;
    private readonly int maximum;

    /// <summary>A feed of these images.</summary>
    /// <param name="images">The images.</param>
    /// <param name="map">How they are shown; must be made for their size.</param>
    /// <param name="maximum">The pixel value that becomes 1.</param>
    public ImageFeed(ImageSet images, PixelMap map, int maximum)
    {
        // Gather relies on this and does no bounds checks.
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Pixels.Length, images.Size);
        (this.images, this.map, this.maximum) = (images, map, maximum);
        for (int value = 0; value < inputs.Length; value++)
        {
            inputs[value] = value / (float)maximum;
        }
    }

    /// <summary>The images.</summary>
    public ImageSet Images => images;

    /// <summary>How they are shown.</summary>
    public PixelMap Map => map;

    /// <summary>The pixel value that becomes 1.</summary>
    public int Maximum => maximum;

    /// <summary>Other images of the same size, shown and scaled the same way.</summary>
    public ImageFeed With(ImageSet others) => new(others, map, maximum);

    /// <summary>Fills the first rows of a minibatch with the images of these indices.</summary>
    public void Fill(ReadOnlySpan<int> indices, Minibatch batch)
    {
        for (int row = 0; row < indices.Length; row++)
        {
            Gather(indices[row], row, batch);
        }

        batch.Rows = indices.Length;
    }

    /// <summary>
    /// Fills the minibatch with up to B (its number of sequences) consecutive images that come before <paramref name="end"/>.
    /// </summary>
    public void FillRange(int first, int end, Minibatch batch)
    {
        int rows = Math.Min(batch.Batch, end - first);
        for (int row = 0; row < rows; row++)
        {
            Gather(first + row, row, batch);
        }

        batch.Rows = rows;
    }

    private void Gather(int index, int row, Minibatch batch)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Inputs.Length, map.Steps * batch.Batch * map.Width);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)batch.Batch);
        ref byte image = ref MemoryMarshal.GetReference(images.Image(index));
        ref int source = ref MemoryMarshal.GetReference(map.Pixels);
        ref float table = ref MemoryMarshal.GetArrayDataReference(inputs);
        ref float target = ref MemoryMarshal.GetReference(batch.Inputs);
        int width = map.Width;
        int stride = batch.Batch * width;
        target = ref Unsafe.Add(ref target, row * width);
        for (int t = 0; t < map.Steps; t++)
        {
            for (int i = 0; i < width; i++)
            {
                Unsafe.Add(ref target, i) = Unsafe.Add(ref table, Unsafe.Add(ref image, Unsafe.Add(ref source, i)));
            }

            source = ref Unsafe.Add(ref source, width);
            target = ref Unsafe.Add(ref target, stride);
        }

        batch.Targets[row] = images.Labels[index];
    }
}
