using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>One file of a data set and where it was found.</summary>
/// <param name="Spec">The file looked for.</param>
/// <param name="Rank">Number of dimensions: 3 for images, 1 for labels.</param>
/// <param name="Path">The path where it was found; null if it was not found.</param>
public sealed record LocatedFile(ImageFileSpec Spec, int Rank, string? Path)
{
    /// <summary>Reads and verifies the file.</summary>
    /// <exception cref="UserError">It is not an IDX file of that rank, or its SHA-256 differs.</exception>
    public IdxContent Read() =>
        IdxImageSet.ReadVerified(Path ?? throw new InvalidOperationException($"{Spec.Name} was not found."), Rank, Spec.Sha256);
}

/// <summary>A data set of four IDX files on disk: finds, verifies and reads it.</summary>
/// <param name="name">The set's name, which is also the name of its folder.</param>
/// <param name="spec">Its files.</param>
/// <param name="folders">Where to look.</param>
public sealed class IdxImageSet(string name, ImageSetSpec spec, DataFolders folders)
{
    /// <summary>The four files, found or not, in the order of <see cref="ImageSetSpec"/>.</summary>
    public IReadOnlyList<LocatedFile> Locate() =>
        [.. spec.Files.Select((file, index) => new LocatedFile(file, index % 2 == 0 ? 3 : 1, folders.Find(name, file.Name)))];

    /// <summary>Reads and verifies one file.</summary>
    /// <exception cref="UserError">It is not an IDX file of that rank, or its SHA-256 differs.</exception>
    public static IdxContent ReadVerified(string path, int rank, string? sha256)
    {
        IdxContent content = IdxFile.Read(path, rank);
        return sha256 is null || content.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase)
            ? content
            : throw new UserError($"{path}: expected SHA-256 {sha256.ToLowerInvariant()} of the uncompressed content, got {content.Sha256}. Replace the file.");
    }

    /// <summary>Reads, verifies and checks all four files.</summary>
    /// <exception cref="UserError">A file is missing, damaged, or not what the specification says.</exception>
    public ImageDataSet Read()
    {
        IReadOnlyList<LocatedFile> files = Locate();
        if (files.FirstOrDefault(file => file.Path is null) is { } missing)
        {
            throw new UserError(MissingMessage(missing.Spec));
        }

        IdxContent[] contents = [.. files.Select(file => file.Read())];
        return new ImageDataSet(
            name,
            Part(files[0].Path!, contents[0], contents[1]),
            Part(files[2].Path!, contents[2], contents[3]),
            maximum: byte.MaxValue);
    }

    /// <summary>The message that a file is missing, with the folders searched.</summary>
    internal string MissingMessage(ImageFileSpec file) =>
        $"Data set '{name}': {file.Name}[.gz] was not found in {string.Join(", ", folders.Of(name))}. Put it there, or set {HarnessEnvironment.Data} to its folder.";

    private ImageSet Part(string path, IdxContent images, IdxContent labels) =>
        (images.Dimensions[1], images.Dimensions[2]) == (spec.Rows, spec.Columns)
            ? new ImageSet(
                path, spec.Rows, spec.Columns, images.Values, labels.Values, spec.Classes,
                ImageSetSpec.PartHash(images.Sha256, labels.Sha256))
            : throw new UserError($"{path}: expected images of {spec.Rows} x {spec.Columns} pixels, got {images.Dimensions[1]} x {images.Dimensions[2]}.");
}
