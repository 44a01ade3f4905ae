namespace RnnMemory.Data;

/// <summary>One of MNIST's four files.</summary>
/// <param name="Name">Its name without ".gz".</param>
/// <param name="Bytes">Size when uncompressed.</param>
/// <param name="Sha256">SHA-256 of the uncompressed content.</param>
public sealed record MnistFile(string Name, long Bytes, string Sha256)
{
    /// <summary>Number of dimensions: 3 for images, 1 for labels.</summary>
    public int Rank => Name.Contains("idx3", StringComparison.Ordinal) ? 3 : 1;
}

/// <summary>
/// MNIST (LeCun, Cortes and Burges): 60,000 training and 10,000 test images of 28 x 28 pixels. Licence CC BY-SA 3.0, see NOTICE.
/// </summary>
public static class Mnist
{
    /// <summary>The set's name in settings.</summary>
    public const string Name = "mnist";

    /// <summary>Number of training images.</summary>
    public const int TrainCount = 60_000;

    /// <summary>The four files. The hashes are of the uncompressed content, since mirrors compress differently.</summary>
    public static IReadOnlyList<MnistFile> Files { get; } =
    [
        new("train-images-idx3-ubyte", 47_040_016, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
        new("train-labels-idx1-ubyte", 60_008, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
        new("t10k-images-idx3-ubyte", 7_840_016, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
        new("t10k-labels-idx1-ubyte", 10_008, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
    ];

    /// <summary>Public mirrors, tried in this order; each holds the four files with ".gz" appended.</summary>
    public static IReadOnlyList<Uri> Mirrors { get; } =
    [
        new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
        new("https://raw.githubusercontent.com/fgnt/mnist/master/"),
        new("https://azureopendatastorage.blob.core.windows.net/mnist/"),
    ];

    /// <summary>MNIST in these folders, to locate, verify or read it.</summary>
    public static IdxImageSet In(DataFolders folders) => new(Name, Spec, folders);

    /// <summary>The files as a set in IDX form, with their hashes enforced.</summary>
    internal static ImageSetSpec Spec { get; } = new()
    {
        TrainImages = Entry(0),
        TrainLabels = Entry(1),
        TestImages = Entry(2),
        TestLabels = Entry(3),
    };

    private static ImageFileSpec Entry(int index) => new() { Name = Files[index].Name, Sha256 = Files[index].Sha256 };
}
