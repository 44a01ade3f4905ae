using System.Runtime.CompilerServices;

namespace RnnMemory.Data;

/// <summary>
/// Images whose ink is stretched until its bounding box is a square, so that neither direction of reading has more blank lines than the
/// other because of the digits' shape (claims MN-13 and CON-6). All arithmetic is on whole numbers, so the pixels are the same everywhere.
/// </summary>
/// <remarks>
/// <para>
/// The box is the smallest rectangle that has all pixels above 0. If one side of it has m lines and the other s &gt; m, the shorter side
/// becomes s lines long. Line j of the new box covers lines j·m/s to (j+1)·m/s of the old one; each of its pixels is the mean of the old
/// pixels under it, weighted by the covered lengths, rounded to the nearest whole number, halves up.
/// </para>
/// <para>
/// The new box is where the old one was along its longer side. Along the other it begins at ⌊(2a + m − s) / 2⌋, where a is the old
/// beginning, so that the middle stays; if it would reach over an edge of the image, it ends there. Blank images and images whose box is
/// a square stay as they are.
/// </para>
/// </remarks>
public static class SquareBox
{
    private static readonly ConditionalWeakTable<ImageDataSet, ImageDataSet> Known = [];

    /// <summary>Both parts of a set with square boxes; made once and shared by all runs. The hash stays that of the source.</summary>
    /// <exception cref="ArgumentException">The images are not square, so that the longer side of a box may not fit.</exception>
    public static ImageDataSet Of(ImageDataSet set) =>
        Known.GetValue(set, plain => new ImageDataSet(plain.Name, Of(plain.Train), Of(plain.Test), plain.Maximum));

    private static ImageSet Of(ImageSet set)
    {
        if (set.Rows != set.Columns)
        {
            throw new ArgumentException($"Only square images can have square boxes, not {set.Rows} x {set.Columns} pixels.", nameof(set));
        }

        byte[] pixels = new byte[set.Pixels.Length];
        for (int i = 0; i < set.Count; i++)
        {
            Square(set.Image(i), set.Rows, pixels.AsSpan(i * set.Size, set.Size));
        }

        return set.WithPixels(pixels, set.Hash);
    }

    /// <summary>One image with a square box.</summary>
    /// <param name="image">[side, side].</param>
    /// <param name="side">Rows and columns of the image.</param>
    /// <param name="squared">[side, side]; receives the result.</param>
    internal static void Square(ReadOnlySpan<byte> image, int side, Span<byte> squared)
    {
        (int top, int height) = Extent(image, side, side, 1);
        (int left, int width) = Extent(image, side, 1, side);
        squared.Clear();
        if (height == width)
        {
            image.CopyTo(squared);
        }
        else if (width < height)
        {
            Stretch(image, squared, left, width, height, side, across: 1, along: side);
        }
        else
        {
            Stretch(image, squared, top, height, width, side, across: side, along: 1);
        }
    }

    /// <summary>The first line with ink, and the number of lines up to the last one; (0, 0) of a blank image.</summary>
    /// <param name="image">[side, side].</param>
    /// <param name="side">Rows and columns of the image.</param>
    /// <param name="line">From a line to the next in memory: the side for rows, 1 for columns.</param>
    /// <param name="pixel">From a pixel of a line to the next.</param>
    internal static (int First, int Count) Extent(ReadOnlySpan<byte> image, int side, int line, int pixel)
    {
        int first = side, last = -1;
        for (int i = 0; i < side; i++)
        {
            for (int j = 0; j < side; j++)
            {
                if (image[(i * line) + (j * pixel)] > 0)
                {
                    (first, last) = (Math.Min(first, i), i);
                }
            }
        }

        return last < 0 ? (0, 0) : (first, last - first + 1);
    }

    // The lines from `first` on become `target` lines; `across` leads from a line to the next in memory, `along` from pixel to pixel.
    private static void Stretch(
        ReadOnlySpan<byte> image, Span<byte> squared, int first, int count, int target, int side, int across, int along)
    {
        // An arithmetic shift rounds down, also below 0.
        int begin = Math.Clamp(((2 * first) + count - target) >> 1, 0, side - target);
        for (int j = 0; j < target; j++)
        {
            // In units of 1 / target line of the old box.
            int from = j * count, to = from + count;
            for (int p = 0; p < side; p++)
            {
                int sum = 0;
                for (int old = from / target; old * target < to; old++)
                {
                    int covered = Math.Min(to, (old + 1) * target) - Math.Max(from, old * target);
                    sum += covered * image[((first + old) * across) + (p * along)];
                }

                squared[((begin + j) * across) + (p * along)] = (byte)(((2 * sum) + count) / (2 * count));
            }
        }
    }
}
