namespace RnnMemory.Tasks;

/// <summary>
/// Says which pixel a representation shows at which step: an index map over an image's bytes instead of a copy of the data set.
/// </summary>
public sealed class PixelMap
{
    private readonly int[] pixels;

    private PixelMap(int steps, int width, int[] pixels) => (Steps, Width, this.pixels) = (steps, width, pixels);

    /// <summary>T, the number of time steps.</summary>
    public int Steps { get; }

    /// <summary>I, the number of pixels shown in one step.</summary>
    public int Width { get; }

    /// <summary>Index of the pixel shown at step t as feature i, [T, I]; each pixel occurs once.</summary>
    public ReadOnlySpan<int> Pixels => pixels;

    /// <summary>The map of a representation of images of rows x columns pixels.</summary>
    /// <param name="representation">The representation.</param>
    /// <param name="permutation">Index of the permutation; has no effect if the representation is not permuted.</param>
    /// <param name="rows">Rows of an image.</param>
    /// <param name="columns">Columns of an image.</param>
    public static PixelMap Of(Representation representation, int permutation, int rows, int columns)
    {
        (int steps, int width) = representation.Shape(rows, columns);
        int[]? order = representation.IsPermuted() ? ImagePermutation.Of(representation, permutation, rows, columns) : null;
        bool columnMajor = representation.Base() is Representation.Transposed or Representation.TransposedFlattened;
        int[] pixels = new int[steps * width];
        for (int t = 0; t < steps; t++)
        {
            for (int i = 0; i < width; i++)
            {
                int position = ((order?[t] ?? t) * width) + i;
                pixels[(t * width) + i] = columnMajor ? (position % rows * columns) + (position / rows) : position;
            }
        }

        return new PixelMap(steps, width, pixels);
    }
}
