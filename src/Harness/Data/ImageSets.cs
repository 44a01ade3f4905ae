using System.Collections.Concurrent;
using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>The data sets of this process: each is read and verified once, then shared by all runs. Safe for use by many threads.</summary>
public static class ImageSets
{
    private static readonly ConcurrentDictionary<(string Name, ImageSetSpec? Spec), Lazy<Loaded>> Cache = new();

    /// <summary>The data set of that name.</summary>
    /// <param name="name">"mnist", "digits", or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for "mnist" and "digits".</param>
    /// <exception cref="UserError">The name or the files are not as expected, or are missing and cannot be downloaded.</exception>
    public static ImageDataSet Load(string name, ImageSetSpec? spec = null) =>
        TryLoad(name, spec, out string reason) ?? throw new UserError(reason);

    /// <summary>Size of the images and number of classes of a set, without reading it.</summary>
    /// <param name="name">"mnist", "digits", or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for "mnist" and "digits".</param>
    /// <exception cref="UserError">The name is unknown.</exception>
    public static (int Rows, int Columns, int Classes) Shape(string name, ImageSetSpec? spec = null) => (name, spec) switch
    {
        (Digits.Name, null) => (Digits.Side, Digits.Side, Digits.Classes),
        (Mnist.Name, null) => (Mnist.Spec.Rows, Mnist.Spec.Columns, Mnist.Spec.Classes),
        (_, not null) => (spec.Rows, spec.Columns, spec.Classes),
        _ => throw Unknown(name),
    };

    /// <summary>The set's <see cref="ImageDataSet.Hash"/> if it is known without reading the set; otherwise null.</summary>
    /// <param name="name">"mnist", "digits", or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for "mnist" and "digits".</param>
    public static string? KnownHash(string name, ImageSetSpec? spec = null) => (name, spec) switch
    {
        (Digits.Name, null) => Digits.Hash,
        (Mnist.Name, null) => Mnist.Spec.Hash,
        _ => spec?.Hash,
    };

    /// <summary>Number of training images if it is known without reading the set; otherwise null.</summary>
    /// <param name="name">"mnist", "digits", or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for "mnist" and "digits".</param>
    public static int? KnownTrainCount(string name, ImageSetSpec? spec = null) => (name, spec) switch
    {
        (Digits.Name, null) => Digits.TrainCount,
        (Mnist.Name, null) => Mnist.TrainCount,
        _ => null,
    };

    /// <summary>Whether the files of a set are on this machine; looks for them without reading or downloading any.</summary>
    /// <param name="name">"mnist", "digits", or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for "mnist" and "digits".</param>
    public static bool IsAtHand(string name, ImageSetSpec? spec = null)
    {
        ImageSetSpec? files = name == Mnist.Name ? Mnist.Spec : spec;
        return files is null || new IdxImageSet(name, files, DataFolders.Default()).Locate().All(file => file.Path is not null);
    }

    /// <summary>The data set of that name; null if its files are missing and cannot be downloaded.</summary>
    /// <param name="name">"mnist", "digits", or any name for a set in IDX form.</param>
    /// <param name="spec">The files of a set in IDX form; null for "mnist" and "digits".</param>
    /// <param name="reason">Why the files are missing and how to get them; empty on success.</param>
    /// <exception cref="UserError">The name is unknown, or a file is damaged.</exception>
    public static ImageDataSet? TryLoad(string name, ImageSetSpec? spec, out string reason)
    {
        (string, ImageSetSpec?) key = (name, spec);
        Lazy<Loaded> entry = Cache.GetOrAdd(key, _ => new Lazy<Loaded>(() => Open(name, spec, DataFolders.Default())));
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
            return name is Mnist.Name or Digits.Name
                ? throw new UserError($"Image set '{name}' is built in and takes no files of its own. Choose another name.")
                : new Loaded(new IdxImageSet(name, spec, folders).Read(), "");
        }

        switch (name)
        {
            case Digits.Name:
                return new Loaded(Digits.Read(), "");
            case Mnist.Name:
                string? missing = Task.Run(() => new MnistDownload(folders).Fetch(repair: false)).GetAwaiter().GetResult();
                return missing is null ? new Loaded(Mnist.In(folders).Read(), "") : new Loaded(null, missing);
            default:
                throw Unknown(name);
        }
    }

    private static UserError Unknown(string name) => UserError.Unknown("image set", name, [Mnist.Name, Digits.Name]);

    /// <summary>A data set, or why it is missing.</summary>
    internal sealed record Loaded(ImageDataSet? Set, string Reason);
}
