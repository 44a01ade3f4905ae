using System.Collections.Concurrent;
using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>The data sets of this process: each is read and verified once, then shared by all runs. Safe for use by many threads.</summary>
public static class ImageSets
{
    // The one list of sets that are built in.
    private static readonly BuiltInSet[] BuiltIn =
    [
        new(Mnist.Name, Mnist.Spec.Rows, Mnist.Spec.Columns, Mnist.Spec.Classes, Mnist.TrainCount, Mnist.Spec.Hash, OpenMnist)
        {
            Files = Mnist.Spec,
        },
        new(Digits.Name, Digits.Side, Digits.Side, Digits.Classes, Digits.TrainCount, Digits.Hash, _ => new Loaded(Digits.Read(), "")),
    ];

    private static readonly ConcurrentDictionary<(string Name, ImageSetSpec? Spec, DataFolders Folders), Lazy<Loaded>> Cache = new();

    /// <summary>The data set of that name.</summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    /// <exception cref="UserError">The name or the files are not as expected, or are missing and cannot be downloaded.</exception>
    public static ImageDataSet Load(string name, ImageSetSpec? spec = null) =>
        TryLoad(name, spec, out string reason) ?? throw new UserError(reason);

    /// <summary>Size of the images and number of classes of a set, without reading it.</summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    /// <exception cref="UserError">The name is unknown.</exception>
    public static (int Rows, int Columns, int Classes) Shape(string name, ImageSetSpec? spec = null)
    {
        if (spec is not null)
        {
            return (spec.Rows, spec.Columns, spec.Classes);
        }

        BuiltInSet set = Find(name) ?? throw Unknown(name);
        return (set.Rows, set.Columns, set.Classes);
    }

    /// <summary>The set's <see cref="ImageDataSet.Hash"/> if it is known without reading the set; otherwise null.</summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    public static string? KnownHash(string name, ImageSetSpec? spec = null) => spec is null ? Find(name)?.Hash : spec.Hash;

    /// <summary>Number of training images if it is known without reading the set; otherwise null.</summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    public static int? KnownTrainCount(string name, ImageSetSpec? spec = null) => spec is null ? Find(name)?.TrainCount : null;

    /// <summary>
    /// Number of training images according to the set's description or the header of its file; null if the file is not on this machine.
    /// </summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    /// <exception cref="UserError">The file is no IDX file of images.</exception>
    public static int? TrainCount(string name, ImageSetSpec? spec = null)
    {
        if (spec is null)
        {
            return KnownTrainCount(name);
        }

        LocatedFile images = new IdxImageSet(name, spec, DataFolders.Default()).Locate()[0];
        return images.Path is null ? null : IdxFile.ReadDimensions(images.Path, images.Rank)[0];
    }

    /// <summary>Whether the files of a set are on this machine; looks for them without reading or downloading any.</summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    public static bool IsAtHand(string name, ImageSetSpec? spec = null)
    {
        ImageSetSpec? files = Find(name)?.Files ?? spec;
        return files is null || new IdxImageSet(name, files, DataFolders.Default()).Locate().All(file => file.Path is not null);
    }

    /// <summary>The data set of that name; null if its files are missing and cannot be downloaded.</summary>
    /// <param name="name">The name of a set that is built in, or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for one that is built in.</param>
    /// <param name="reason">Why the files are missing and how to get them; empty on success.</param>
    /// <exception cref="UserError">The name is unknown, or a file is damaged.</exception>
    public static ImageDataSet? TryLoad(string name, ImageSetSpec? spec, out string reason)
    {
        DataFolders folders = DataFolders.Default();
        (string, ImageSetSpec?, DataFolders) key = (name, spec, folders);
        Lazy<Loaded> entry = Cache.GetOrAdd(key, _ => new Lazy<Loaded>(() => Open(name, spec, folders)));
        try
        {
            (ImageDataSet? set, reason) = entry.Value;
            return set;
        }
        catch
        {
            // A Lazy caches its exception, but the user may repair the file while this process runs.
            Cache.TryRemove(KeyValuePair.Create(key, entry));
            throw;
        }
    }

    /// <summary>Reads a data set from the given folders, without the cache.</summary>
    internal static Loaded Open(string name, ImageSetSpec? spec, DataFolders folders)
    {
        if (spec is not null)
        {
            return Find(name) is not null
                ? throw new UserError($"Image set '{name}' is built in and takes no files of its own. Choose another name.")
                : new Loaded(new IdxImageSet(name, spec, folders).Read(), "");
        }

        return (Find(name) ?? throw Unknown(name)).Open(folders);
    }

    private static Loaded OpenMnist(DataFolders folders)
    {
        string? missing = Task.Run(() => new MnistDownload(folders).Fetch(repair: false)).GetAwaiter().GetResult();
        return missing is null ? new Loaded(Mnist.In(folders).Read(), "") : new Loaded(null, missing);
    }

    private static BuiltInSet? Find(string name) => Array.Find(BuiltIn, set => set.Name == name);

    private static UserError Unknown(string name) => UserError.Unknown("image set", name, BuiltIn.Select(set => set.Name));

    /// <summary>A data set, or why it is missing.</summary>
    internal sealed record Loaded(ImageDataSet? Set, string Reason);

    // What is known of a set without reading it, and what reads it.
    private sealed record BuiltInSet(
        string Name, int Rows, int Columns, int Classes, int TrainCount, string? Hash, Func<DataFolders, Loaded> Open)
    {
        // The files to look for; null where the set is part of the library.
        public ImageSetSpec? Files { get; init; }
    }
}
