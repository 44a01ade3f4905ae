using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>Labelled grey-scale images of one size, as bytes. Immutable and safe to share between threads.</summary>
public sealed class ImageSet
{
    private readonly byte[] pixels;
    private readonly byte[] labels;

    /// <summary>Takes ownership of both arrays.</summary>
    /// <param name="name">Names the images in error messages.</param>
    /// <param name="rows">Rows of an image.</param>
    /// <param name="columns">Columns of an image.</param>
    /// <param name="pixels">[count, rows, columns].</param>
    /// <param name="labels">[count].</param>
    /// <param name="classes">K, the number of classes; labels are smaller.</param>
    /// <param name="hash">SHA-256 of the images' source.</param>
    /// <exception cref="UserError">Counts differ, there is no image, or a label is out of range.</exception>
    public ImageSet(string name, int rows, int columns, byte[] pixels, byte[] labels, int classes, string hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length % (rows * columns), 0);
        int count = pixels.Length / (rows * columns);
        if (count == 0 || count != labels.Length)
        {
            throw new UserError($"{name}: expected as many labels as images, and at least one, got {labels.Length} labels and {count} images.");
        }

        int wrong = labels.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        if (wrong >= 0)
        {
            throw new UserError($"{name}: expected labels from 0 to {classes - 1}, got {labels[wrong]} for image {wrong}.");
        }

        (this.pixels, this.labels, Rows, Columns, Classes, Hash) = (pixels, labels, rows, columns, classes, hash);
    }

    /// <summary>Number of images.</summary>
    public int Count => labels.Length;

    /// <summary>Rows of an image.</summary>
    public int Rows { get; }

    /// <summary>Columns of an image.</summary>
    public int Columns { get; }

    /// <summary>K, the number of classes.</summary>
    public int Classes { get; }

    /// <summary>Number of pixels of one image.</summary>
    public int Size => Rows * Columns;

    /// <summary>All pixels, [count, rows, columns]; 0 is blank.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>All labels, [count].</summary>
    public ReadOnlySpan<byte> Labels => labels;

    /// <summary>SHA-256 of the images' source; lower-case hexadecimal.</summary>
    public string Hash { get; }

    /// <summary>The pixels of one image, [rows, columns].</summary>
    public ReadOnlySpan<byte> Image(int index) => pixels.AsSpan(index * Size, Size);

    /// <summary>The same labels with other pixels, e.g. damaged ones.</summary>
    /// <param name="changed">[count, rows, columns].</param>
    /// <param name="hash">The new hash, which must describe the change.</param>
    public ImageSet WithPixels(byte[] changed, string hash)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(changed.Length, pixels.Length);
        return new ImageSet(hash, Rows, Columns, changed, labels, Classes, hash);
    }
}
