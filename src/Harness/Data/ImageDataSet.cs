using System.Text;
using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Data;

/// <summary>Images to train on and images to test on. Immutable and safe to share between threads.</summary>
public sealed class ImageDataSet
{
    /// <summary>A data set of two parts.</summary>
    /// <param name="name">E.g. "mnist".</param>
    /// <param name="train">Images to train on.</param>
    /// <param name="test">Images to test on, of the same size.</param>
    /// <param name="maximum">The pixel value that becomes 1: 255, or 16 for Digits (assumption B3).</param>
    /// <exception cref="UserError">The two parts differ in size of image.</exception>
    public ImageDataSet(string name, ImageSet train, ImageSet test, int maximum)
    {
        if ((train.Rows, train.Columns) != (test.Rows, test.Columns))
        {
            throw new UserError($"{name}: expected test images of {train.Rows} x {train.Columns} pixels like the training images, got {test.Rows} x {test.Columns}.");
        }

        (Name, Train, Test, Maximum) = (name, train, test, maximum);
        Hash = HashOf(train.Hash, test.Hash);
    }

    /// <summary>E.g. "mnist".</summary>
    public string Name { get; }

    /// <summary>Images to train on.</summary>
    public ImageSet Train { get; }

    /// <summary>Images to test on.</summary>
    public ImageSet Test { get; }

    /// <summary>The pixel value that becomes 1.</summary>
    public int Maximum { get; }

    /// <summary>SHA-256 over the hashes of both parts.</summary>
    public string Hash { get; }

    /// <summary><see cref="Hash"/> of a set whose parts have these hashes.</summary>
    internal static string HashOf(string train, string test) =>
        Sha256Text.Of(Encoding.ASCII.GetBytes($"{train}\n{test}\n"));
}
