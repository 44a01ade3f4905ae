using System.Globalization;
using System.IO.Compression;
using System.Text;
using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Data;

/// <summary>
/// 1,797 handwritten digits of 8 x 8 pixels with values 0..16 (E. Alpaydin and C. Kaynak, UCI, CC BY 4.0, see NOTICE), embedded in the
/// library, so that the image experiments work offline. The first 1,437 are for training, the last 360 for testing.
/// </summary>
public static class Digits
{
    /// <summary>The set's name in settings.</summary>
    public const string Name = "digits";

    /// <summary>The pixel value that becomes 1.</summary>
    public const int Maximum = 16;

    /// <summary>Number of training images: the first four fifths of the file, a usual split.</summary>
    public const int TrainCount = 1_437;

    /// <summary>SHA-256 of the uncompressed file.</summary>
    public const string Sha256 = "6ebb3d2fee246a4e99363262ddf8a00a3c41bee6014c373ed9d9216ba7f651b8";

    /// <summary>Rows and columns of an image.</summary>
    public const int Side = 8;

    /// <summary>K, the number of classes.</summary>
    public const int Classes = 10;

    /// <summary>Number of test images.</summary>
    public const int TestCount = 360;

    /// <summary><see cref="ImageDataSet.Hash"/> of the set, without reading it.</summary>
    internal static string Hash => ImageDataSet.HashOf(PartHash(Sha256, 0, TrainCount), PartHash(Sha256, TrainCount, TestCount));

    /// <summary>Reads the embedded file.</summary>
    public static ImageDataSet Read()
    {
        using Stream resource = typeof(Digits).Assembly.GetManifestResourceStream("RnnMemory.Data.Resources.digits.csv.gz")
            ?? throw new InvalidOperationException("The library was built without digits.csv.gz.");
        using var unzipped = new GZipStream(resource, CompressionMode.Decompress);
        using var text = new MemoryStream();
        unzipped.CopyTo(text);
        return Parse(text.ToArray());
    }

    /// <summary>Reads 64 pixel values and the label per line, separated by commas.</summary>
    /// <param name="text">The file's content, ASCII.</param>
    /// <exception cref="UserError">A line is not of that form, or there are too few lines for both parts.</exception>
    internal static ImageDataSet Parse(byte[] text)
    {
        string[] lines = Encoding.ASCII.GetString(text).TrimEnd('\n').Split('\n');
        if (lines.Length <= TrainCount)
        {
            throw new UserError($"digits.csv: expected more than {TrainCount} lines, got {lines.Length}.");
        }

        byte[] pixels = new byte[lines.Length * Side * Side];
        byte[] labels = new byte[lines.Length];
        for (int i = 0; i < lines.Length; i++)
        {
            string[] fields = lines[i].TrimEnd('\r').Split(',');
            if (fields.Length != (Side * Side) + 1)
            {
                throw new UserError($"digits.csv, line {i + 1}: expected {Side * Side} pixels and a label, got {fields.Length} values.");
            }

            for (int k = 0; k < Side * Side; k++)
            {
                pixels[(i * Side * Side) + k] = Value(fields[k], Maximum, i);
            }

            labels[i] = Value(fields[^1], Classes - 1, i);
        }

        string hash = Sha256Text.Of(text);
        return new ImageDataSet(Name, Part(..TrainCount), Part(TrainCount..), Maximum);

        ImageSet Part(Range range)
        {
            (int start, int count) = range.GetOffsetAndLength(labels.Length);
            byte[] part = pixels[(start * Side * Side)..((start + count) * Side * Side)];
            return new ImageSet("digits.csv", Side, Side, part, labels[range], Classes, PartHash(hash, start, count));
        }
    }

    private static string PartHash(string file, int start, int count) => string.Create(CultureInfo.InvariantCulture, $"{file} {start}+{count}");

    private static byte Value(string field, int maximum, int line) =>
        byte.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out byte value) && value <= maximum
            ? value
            : throw new UserError($"digits.csv, line {line + 1}: expected whole numbers from 0 to {maximum}, got '{field}'.");
}
