using System.Text.Json;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// The stored values of one finished run's measures. To be used by one thread; other processes may store values of the run meanwhile.
/// </summary>
internal sealed class RunMeasures
{
    private readonly FinishedRun run;
    private readonly string dataHash;
    private readonly string target;
    private readonly string lockFile;
    private readonly Action<string> notice;
    private readonly ILookup<(string Measure, string Of), StoredMeasure> stored;
    private readonly Dictionary<(string Measure, string Of), object> values = [];

    /// <summary>Reads the stored values.</summary>
    /// <param name="run">The run.</param>
    /// <param name="dataHash"><see cref="RunIdentity.DataHash"/>.</param>
    /// <param name="files">
    /// The files to read; new values are written to the last one. Of two values of one version of a measure, the one in the earlier file
    /// counts.
    /// </param>
    /// <param name="lockFile">Held while new values are written.</param>
    /// <param name="notice">Gets one line for each value or file that is rejected.</param>
    public RunMeasures(FinishedRun run, string dataHash, IReadOnlyList<string> files, string lockFile, Action<string> notice)
    {
        (this.run, this.dataHash, this.lockFile, this.notice, target) = (run, dataHash, lockFile, notice, files[^1]);
        stored = files.Select(Read).OfType<MeasuresFile>().SelectMany(file => file.Values).ToLookup(value => (value.Measure, value.Of));
    }

    /// <summary>All stored values, each of its highest version.</summary>
    public IReadOnlyCollection<StoredMeasure> Stored => [.. stored.Select(versions => versions.MaxBy(value => value.Version)!)];

    /// <summary>The values of these measures that are not stored for this run, grouped by key.</summary>
    public IReadOnlyList<(Measure Measure, string Key)> Missing(IEnumerable<Measure> measures) =>
    [
        .. measures.SelectMany(measure => measure.KeysOf(run, dataHash).Select(key => (Measure: measure, Key: key)))
            .Where(wanted => Find(wanted.Measure, wanted.Key) is null)
            .GroupBy(wanted => wanted.Key)
            .SelectMany(group => group),
    ];

    /// <summary>The states that the missing values of these measures are computed from.</summary>
    public IReadOnlyList<KeptEpoch> StatesFor(IEnumerable<Measure> measures)
    {
        HashSet<string> keys = [.. Missing(measures).Select(wanted => wanted.Key)];
        return [.. Enum.GetValues<KeptEpoch>().Where(epoch => run.Kept(epoch) is { } kept && keys.Remove(kept.ParametersHash))];
    }

    /// <summary>Stores a value.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void Keep(Measure measure, string key, object value)
    {
        Keep([new StoredMeasure(measure.Name, measure.Version, key, measure.ToJson(value))]);
        values[(measure.Name, key)] = value;
    }

    /// <summary>Stores values and keeps those that other processes may have stored in the meantime.</summary>
    /// <exception cref="Basics.UserError">The folder cannot be written.</exception>
    public void Keep(IEnumerable<StoredMeasure> added) => StoreErrors.Explain(Path.GetDirectoryName(target)!, () =>
    {
        using FileStream held = RunLock.WaitFor(lockFile);
        string folder = Path.GetDirectoryName(target)!;
        if (folder != run.Folder)
        {
            // The run's own folder is not created again: if it is gone, the run was moved aside or deleted.
            DurableFolder.Create(folder);
        }

        DamagedFile.KeepFoldersAside(run.Spec.Id, [target], notice);
        MeasuresFile file = Read(target) ?? MeasuresFile.Of(run, dataHash);
        file.With(added).Write(target);
    });

    /// <summary>The run with the values of these measures; null if one of them is not stored.</summary>
    public MeasuredRun? Of(IReadOnlyList<Measure> measures)
    {
        MeasuredRun measured = new(run);
        foreach (Measure measure in measures)
        {
            measured = measured.Asking(measure);
            foreach (string key in measure.KeysOf(run, dataHash))
            {
                if (Find(measure, key) is not { } value)
                {
                    return null;
                }

                measured = measured.With(measure, key == dataHash ? null : key, value);
            }
        }

        return measured;
    }

    /// <summary>The run with those of these measures of which every value is stored.</summary>
    public MeasuredRun OfStored(IReadOnlyList<Measure> measures) => Of([.. measures.Where(measure => Missing([measure]).Count == 0)])!;

    private object? Find(Measure measure, string key)
    {
        if (values.TryGetValue((measure.Name, key), out object? known))
        {
            return known;
        }

        foreach (StoredMeasure found in stored[(measure.Name, key)].Where(value => value.Version == measure.Version))
        {
            try
            {
                return values[(measure.Name, key)] = measure.FromJson(found.Value);
            }
            catch (Exception error) when (RunJson.IsMalformed(error))
            {
                Say($"the stored value of '{measure.Name}' is not of the form that this program writes; it does not count.");
            }
        }

        if (stored[(measure.Name, key)].FirstOrDefault(value => value.Version != measure.Version) is { } other)
        {
            Say($"'{measure.Name}' was measured by version {other.Version}, not {measure.Version}; it does not count.");
        }

        return null;
    }

    private MeasuresFile? Read(string path)
    {
        try
        {
            return MeasuresFile.Read(path, MeasuresFile.Of(run, dataHash));
        }
        catch (InvalidDataException damage)
        {
            Say($"'{path}' is not usable ({damage.Message}); its values are measured again when they are needed.");
            return null;
        }
    }

    private void Say(string line) => notice($"Run '{run.Spec.Id}': {line}");
}
