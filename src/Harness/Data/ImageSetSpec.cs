using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>One IDX file of a data set, as settings.</summary>
public sealed record ImageFileSpec
{
    /// <summary>A file name to look for in the data folders, or an absolute path; ".gz" may be left out.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the uncompressed file, hexadecimal; null accepts any content.</summary>
    public string? Sha256 { get; init; }
}

/// <summary>A data set of four IDX files, as settings: any set in MNIST's format works, e.g. Debian's dataset-fashion-mnist.</summary>
public sealed record ImageSetSpec
{
    private const int LargestSide = 10_000;

    // A label is a byte.
    private const int MostClasses = 256;

    /// <summary>Images to train on, [count, rows, columns].</summary>
    public ImageFileSpec TrainImages { get; init; } = new() { Name = "train-images-idx3-ubyte" };

    /// <summary>Their labels, [count].</summary>
    public ImageFileSpec TrainLabels { get; init; } = new() { Name = "train-labels-idx1-ubyte" };

    /// <summary>Images to test on, [count, rows, columns].</summary>
    public ImageFileSpec TestImages { get; init; } = new() { Name = "t10k-images-idx3-ubyte" };

    /// <summary>Their labels, [count].</summary>
    public ImageFileSpec TestLabels { get; init; } = new() { Name = "t10k-labels-idx1-ubyte" };

    /// <summary>Rows of an image.</summary>
    public int Rows { get; init; } = 28;

    /// <summary>Columns of an image.</summary>
    public int Columns { get; init; } = 28;

    /// <summary>K, the number of classes; labels are smaller than K.</summary>
    public int Classes { get; init; } = 10;

    /// <summary>Throws unless the sizes are those of a set in IDX form that can be read.</summary>
    /// <exception cref="UserError">A size is too small or too large.</exception>
    public void Validate()
    {
        (string Name, int Value, int Most)[] sizes =
            [(nameof(Rows), Rows, LargestSide), (nameof(Columns), Columns, LargestSide), (nameof(Classes), Classes, MostClasses)];
        foreach ((string name, int value, int most) in sizes)
        {
            if (value < 1 || value > most)
            {
                throw new UserError($"{name} of an image set must be from 1 to {most}, not {value}.");
            }
        }
    }

    /// <summary>The four files, in the order above.</summary>
    internal IReadOnlyList<ImageFileSpec> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>The expected <see cref="ImageDataSet.Hash"/> of the set; null unless the SHA-256 of all four files is given.</summary>
    internal string? Hash =>
        Files.Select(file => file.Sha256?.ToLowerInvariant()).ToArray() is [{ } images, { } labels, { } testImages, { } testLabels]
            ? ImageDataSet.HashOf(PartHash(images, labels), PartHash(testImages, testLabels))
            : null;

    /// <summary><see cref="ImageSet.Hash"/> of images and labels that were read from files with these SHA-256.</summary>
    internal static string PartHash(string images, string labels) => $"{images} {labels}";
}
