using RnnMemory.Basics;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// The full-size runs that are part of the repository, so that a fresh clone can read results that took hours to train. Only
/// <c>rnn-memory record</c> adds to them; <see cref="RunStore"/> reads them.
/// </summary>
/// <param name="root">Usually <see cref="Folder"/>.</param>
public sealed class RecordedRuns(string root)
{
    /// <summary>expected/runs in this repository.</summary>
    /// <exception cref="UserError">The program does not run inside the repository.</exception>
    public static string Folder => Path.Combine(RepositoryRoot.Find(), "expected", "runs");

    /// <summary>
    /// The state's hash at the end of a recorded run, which identifies the whole training; null if no such run is recorded.
    /// </summary>
    public string? FinalStateHash(string id)
    {
        try
        {
            return Completion.Read(new RunFiles(RunId.Folder(root, id)).Done)?.FinalStateHash;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary><see cref="RecordContent.Hash"/> of a record; null if there is none whose files fit together.</summary>
    public string? ContentHash(string id) => Read(id) is { } run ? RecordContent.Hash(run.Epochs, run.Divergence) : null;

    /// <summary>The number of epochs that a record is about, with the one in which the run diverged; 0 without a record.</summary>
    internal int Epochs(string id) => Read(id) is { } run ? run.Epochs.Count + (run.Divergence is null ? 0 : 1) : 0;

    /// <summary>
    /// What of a run's record differs from the run itself, in one line; null if nothing does. Wall times, and which machine trained the
    /// run, do not count; neither do values that only one of the two has measured.
    /// </summary>
    /// <param name="run">A finished run that was trained outside the record.</param>
    public string? DifferenceFrom(FinishedRun run) => RecordedDifference.Find(run, new RunFiles(RunId.Folder(root, run.Spec.Id)));

    /// <summary>Whether there is a complete record of that id. A copy that was interrupted is none.</summary>
    public bool Has(string id) => File.Exists(new RunFiles(RunId.Folder(root, id)).Done);

    /// <summary>The wall time of all epochs of a recorded run, as recorded; null without such a record.</summary>
    public TimeSpan? Time(string id) => Read(id) is { } run ? WallTime.Of(run.Epochs.Sum(epoch => epoch.Seconds)) : null;

    /// <summary>The programs and machines that trained a recorded run, in turn; empty if there is no such record.</summary>
    public IReadOnlyList<RunEnvironment> TrainedBy(string id) =>
        [.. (StoredSpec.Read(new RunFiles(RunId.Folder(root, id)).Spec)?.Trained ?? []).Select(stint => stint.By)];

    /// <summary>The ids of all recorded runs, in alphabetical order.</summary>
    public IReadOnlyList<string> Ids() => Directory.Exists(root) ? [.. RunFiles.FinishedIn(root).Order(StringComparer.Ordinal)] : [];

    /// <summary>
    /// Copies a finished run: settings, epochs, the states after the last and the best epoch, its measures, and finally the completion
    /// marker.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="small">
    /// Whether the record takes less than half the room: states without the optimiser's slots, which give the same measures, but from
    /// which no audit can start, and compressed lines of epochs.
    /// </param>
    /// <exception cref="UserError">
    /// A file of the run is missing or damaged, and nothing has been changed; or a folder cannot be read or written.
    /// </exception>
    public void Add(FinishedRun run, bool small = false)
    {
        RunFiles from = new(run.Folder), to = new(RunId.Folder(root, run.Spec.Id));

        // Before the first change, so that a record is not lost for a file that cannot take its place.
        (string Path, byte[]? Content)[] inOrder = StoreErrors.ExplainReading(from.Folder, () => Contents(run, from, to, small));
        StoreErrors.Explain(root, () =>
        {
            DurableFolder.Create(to.Folder);
            File.Delete(to.Done);
            if (Directory.Exists(to.States))
            {
                // They carry marks of the old lines; `audit --whole` makes new ones.
                Directory.Delete(to.States, recursive: true);
            }

            foreach ((string path, byte[]? content) in inOrder)
            {
                if (content is null)
                {
                    File.Delete(path);
                }
                else
                {
                    AtomicFile.Write(path, content);
                }
            }
        });
    }

    /// <summary>Adds those of a store's measures that the recorded run lacks.</summary>
    /// <param name="store">The store.</param>
    /// <param name="run">
    /// The run as that store found it: either the store's own with the same last state, or the recorded one itself.
    /// </param>
    /// <param name="dataHash"><see cref="RunIdentity.DataHash"/>.</param>
    /// <returns>The number of values added.</returns>
    /// <exception cref="UserError">A folder cannot be read or written.</exception>
    public int AddMeasures(RunStore store, FinishedRun run, string dataHash)
    {
        RunFiles files = new(RunId.Folder(root, run.Spec.Id));
        // The record has no lock of its own. The store's lock is enough, since only one command adds to the record.
        RunMeasures recorded = store.MeasuresOf(run with { Folder = files.Folder }, dataHash, [files.Measures]);
        HashSet<(string, int, string)> known = [.. recorded.Stored.Select(Key)];
        StoredMeasure[] added = [.. store.MeasuresOf(run, dataHash).Stored.Where(value => !known.Contains(Key(value)))];
        if (added.Length > 0)
        {
            recorded.Keep(added);
        }

        return added.Length;

        static (string, int, string) Key(StoredMeasure value) => (value.Measure, value.Version, value.Of);
    }

    private FinishedRun? Read(string id)
    {
        RunFiles files = new(RunId.Folder(root, id));
        try
        {
            return Completion.Read(files.Done) is { } completion && StoredSpec.Read(files.Spec) is { } stored
                ? completion.Verify(stored.Spec, EpochLog.Read(files.Epochs, completion.Records), files.Folder)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // The files of a record in the order in which they are written, each with its content, checked; null for one that it does not have.
    private static (string Path, byte[]? Content)[] Contents(FinishedRun run, RunFiles from, RunFiles to, bool small)
    {
        StoredSpec stored = Checked(from.Spec, () => StoredSpec.Read(from.Spec) ?? throw Missing());
        Completion done = Checked(from.Done, () => Completion.Read(from.Done) ?? throw Missing());
        List<EpochRecord> epochs = Checked(from.Epochs, () => EpochLog.Read(from.Epochs, done.Records));
        Checked(from.Done, () => done.Verify(run.Spec, epochs, from.Folder));
        Checked(from.Measures, () => MeasuresFile.Read(from.Measures, MeasuresFile.Of(run, stored.DataHash)));
        RunIdentity identity = new(run.Spec, stored.Numerics, stored.DataHash);
        byte[] lines = EpochFile.Read(from.Epochs)!;
        return
        [
            (to.Spec, BoundedFile.Read(from.Spec)),
            (to.Epochs, small ? null : lines),
            (to.CompressedEpochs, small ? EpochFile.Compressed(lines) : null),
            (to.Checkpoint, Checked(from.Checkpoint, () => State(from.Checkpoint, KeptEpoch.Last))),
            (to.Best, Checked(from.Best, () => State(from.Best, KeptEpoch.Best))),
            (to.Measures, BoundedFile.Read(from.Measures)),
            (to.Done, BoundedFile.Read(from.Done)),
        ];

        T Checked<T>(string path, Func<T> read)
        {
            try
            {
                return read();
            }
            catch (InvalidDataException damage)
            {
                throw new UserError(
                    $"Run '{run.Spec.Id}' is not recorded, since '{path}' is not usable ({damage.Message}). Put the file back, or train the run again with --fresh.", damage);
            }
        }

        static InvalidDataException Missing() => new("it is missing or malformed");

        // If the task chooses no epoch, the run has no best state; if the run diverged, it may have no last one.
        byte[]? State(string path, KeptEpoch epoch)
        {
            if (BoundedFile.Read(path) is not { } bytes)
            {
                if (run.Kept(epoch) is not null)
                {
                    throw Missing();
                }

                return null;
            }

            if (run.Epochs.Count == 0)
            {
                // The number of minibatches of an epoch is unknown, so that only the hash can be checked.
                _ = Checkpoint.IdentityIn(bytes);
                return bytes;
            }

            Checkpoint checkpoint = Checkpoint.Decode(bytes, identity, run.UpdatesPerEpoch);
            return small ? checkpoint.WithoutSlots().Encode(identity) : bytes;
        }
    }
}
