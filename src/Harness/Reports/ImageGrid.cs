namespace RnnMemory.Reports;

/// <summary>A figure of small grey-scale pictures, drawn pixel by pixel as PNG and SVG.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="Title">Above the figure.</param>
/// <param name="Caption">Below the title: how to read the pictures.</param>
/// <param name="Lines">Lines of pictures, from left to right; all pictures of a line have the same height.</param>
public sealed record ImageGrid(string Name, string Title, string Caption, IReadOnlyList<IReadOnlyList<Picture>> Lines)
    : Figure(Name, Title);

/// <summary>One picture.</summary>
/// <param name="Label">The text above it; a line of pictures without any label takes no space for labels.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Pixels">[height, width], from 0 (black) to 1 (white).</param>
public sealed record Picture(string Label, int Width, IReadOnlyList<float> Pixels)
{
    /// <summary>Number of rows of pixels. A picture of a single row is drawn as a strip of bars.</summary>
    public int Height => Pixels.Count / Width;
}
