using System.Collections.Concurrent;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Files;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>
/// The folder that keeps runs, one folder each: spec.json, epochs.jsonl, checkpoint.bin and its predecessor, done.json, which training
/// writes last, and measures.json. Files are used only after their hash is checked, and a run of other settings is never deleted.
/// </summary>
public sealed class RunStore
{
    private readonly Action<string> notice;
    private readonly string? recorded;
    private readonly UnfinishedRuns? unfinished;

    /// <summary>A store in that folder, which is created when first needed.</summary>
    /// <param name="root">Usually artifacts/runs.</param>
    /// <param name="notice">Gets one line whenever a file was damaged or a run moved aside; standard error by default.</param>
    /// <param name="recorded">A second, read-only folder of finished runs: usually expected/runs.</param>
    /// <param name="unfinished">Runs that others have begun, from which training continues: usually expected/unfinished.</param>
    public RunStore(string root, Action<string>? notice = null, string? recorded = null, UnfinishedRuns? unfinished = null)
    {
        (Root, this.recorded, this.unfinished) = (Path.GetFullPath(root), recorded, unfinished);
        Action<string> write = notice ?? Console.Error.WriteLine;
        ConcurrentDictionary<string, bool> said = new(StringComparer.Ordinal);
        this.notice = line =>
        {
            // A run is looked up several times before it is trained, but each notice is given once.
            if (said.TryAdd(line, true))
            {
                write(line);
            }
        };
    }

    /// <summary>The store's folder, as a full path.</summary>
    public string Root { get; }

    /// <summary>
    /// The finished run of that identity, fully checked; null if it is missing or invalid. A run in this store takes precedence over a
    /// recorded one.
    /// </summary>
    /// <exception cref="UserError">The id is no path, or the folder cannot be read.</exception>
    public FinishedRun? Find(RunIdentity identity) => First(
        identity,
        files => Finished(files, identity) is { } run ? run with { IsRecorded = run.Folder != FilesOf(run.Spec.Id).Folder } : null);

    /// <summary>
    /// As <see cref="Find(RunIdentity)"/>, but of the records only the last one is read; the others are covered by their hash. For status
    /// displays of many runs.
    /// </summary>
    /// <exception cref="UserError">The id is no path, or the folder cannot be read.</exception>
    public FinishedGlance? Glance(RunIdentity identity)
    {
        string own = FilesOf(identity.Spec.Id).Folder;
        return First(identity, files => Believed(files, identity, completion =>
        {
            (int count, EpochRecord? last) = EpochLog.ReadLast(files.Epochs, completion.Records);
            return completion.Glance(identity.Spec, count, last) with { IsRecorded = files.Folder != own };
        }));
    }

    /// <summary>
    /// The finished run of that identity with the stored values of these measures; null if the run or one of the values is missing.
    /// Computes nothing and reads no data set.
    /// </summary>
    /// <exception cref="UserError">The id is no path, or the folder cannot be read.</exception>
    public MeasuredRun? Find(RunIdentity identity, IReadOnlyList<Measure> measures) =>
        Find(identity) is { } run ? MeasuresOf(run, identity.DataHash).Of(measures) : null;

    /// <summary>
    /// The finished run of that identity with those of these measures that are stored; null if the run is missing. Computes nothing and
    /// reads no data set.
    /// </summary>
    /// <exception cref="UserError">The id is no path, or the folder cannot be read.</exception>
    public MeasuredRun? FindWithStored(RunIdentity identity, IReadOnlyList<Measure> measures) =>
        Find(identity) is { } run ? MeasuresOf(run, identity.DataHash).OfStored(measures) : null;

    /// <summary>The settings of the run of that id that is marked as finished, whatever they are; null if there is none.</summary>
    /// <exception cref="UserError">The id is no path, the folder or its spec.json cannot be read.</exception>
    public RunSpec? FinishedSpec(string id) => FinishedAs(id)?.Spec;

    /// <summary>
    /// The run of that id that is marked as finished, as its spec.json describes it, with the data that it was trained on; null if there
    /// is none. Reads no data set.
    /// </summary>
    /// <exception cref="UserError">The id is no path, the folder or its spec.json cannot be read.</exception>
    public RunIdentity? FinishedIdentity(string id) =>
        FinishedAs(id) is { } stored ? new RunIdentity(stored.Spec, stored.Numerics, stored.DataHash) : null;

    /// <summary>Why <see cref="Find(RunIdentity)"/> does not return a run that is marked as finished, in one line.</summary>
    /// <param name="identity">The run as its spec.json describes it.</param>
    public UserError WhyNotFound(RunIdentity identity)
    {
        string id = identity.Spec.Id;
        return StoreErrors.ExplainReading(FilesOf(id).Folder, () =>
            Marked(id).Select(files => StoredIdentity.Difference(files, identity)).FirstOrDefault(found => found is not null) is { } other
                ? new UserError($"Run '{id}' cannot be used as spec.json describes it: {other}. {PutSpecBack}")
                : new UserError($"Run '{id}' is marked as finished, but its files do not fit together; train it again with --fresh."));
    }

    /// <summary>The ids of all runs that are marked as finished, in alphabetical order.</summary>
    /// <exception cref="UserError">The folder cannot be read.</exception>
    public IReadOnlyList<string> FinishedIds() => StoreErrors.ExplainReading(Root, () => (IReadOnlyList<string>)
        [.. Roots.Where(Directory.Exists).SelectMany(root => RunFiles.FinishedIn(root)).Distinct().Order(StringComparer.Ordinal)]);

    /// <summary>The ids of all runs that have files here, finished or not, in alphabetical order.</summary>
    public IReadOnlyList<string> KnownIds() =>
    [
        .. RootsOfAll.Where(Directory.Exists)
            .SelectMany(root => RunFiles.RecordedIn(root, (folder, error) => notice(StoreErrors.Unreadable(folder, error).Message)))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    /// <summary>
    /// What the files of a run say of it, finished or not, whatever its settings; null if there are none. A run in this store takes
    /// precedence over a recorded one.
    /// </summary>
    /// <exception cref="UserError">The id is no path, the folder or its spec.json cannot be read.</exception>
    public RunDescription? Describe(string id) => StoreErrors.ExplainReading(FilesOf(id).Folder, () => RootsOfAll
        .Select(root => RunDescription.Read(new RunFiles(RunId.Folder(root, id))))
        .OfType<RunDescription>()
        .Select(run => run with
        {
            IsRecorded = run.Folder != FilesOf(id).Folder,
            IsHandedOver = unfinished is not null && run.Folder == new RunFiles(RunId.Folder(unfinished.Root, id)).Folder,
            Owner = OwnerOf(id),
        })
        .FirstOrDefault());

    /// <summary>A summary of the run's folder, whatever its settings, unchecked: for status displays.</summary>
    /// <exception cref="UserError">The id is no path, or the folder cannot be read.</exception>
    public RunSummary Look(string id)
    {
        RunFiles files = FilesOf(id);
        return StoreErrors.ExplainReading(files.Folder, () =>
        {
            List<EpochRecord> records = EpochLog.Glance(files.Epochs);
            return new RunSummary(
                id,
                OutcomeOf(files),
                records.Count,
                records.LastOrDefault(),
                StoredSpec.Read(files.Spec)?.Spec,
                OwnerOf(id));
        });
    }

    /// <summary>The process that trains the run, in words; null if none does.</summary>
    public string? OwnerOf(string id) => RunLock.HolderOf(LockPath(id))?.ToString();

    /// <summary>
    /// Where training of that identity would continue, and the last valid record. Null if training would start from the seed. Changes
    /// nothing.
    /// </summary>
    /// <exception cref="UserError">
    /// The id is no path, the folder cannot be read, or another version of this program trains the run.
    /// </exception>
    public RunPosition? Reached(RunIdentity identity, int updatesPerEpoch)
    {
        RunFiles files = FilesOf(identity.Spec.Id);
        return StoreErrors.ExplainReading(files.Folder, () => CheckpointFiles.Reached(files, identity, updatesPerEpoch)
            ?? (unfinished?.Reached(identity, updatesPerEpoch) is { } begun ? begun with { IsRecorded = true } : null));
    }

    /// <summary>
    /// Opens a run for training, from its last checkpoint or from the beginning, and locks it. A run of another identity in its folder is
    /// moved aside; one of this identity that was moved aside earlier comes back. Where there is no state to continue from, that of
    /// <see cref="UnfinishedRuns"/> counts.
    /// </summary>
    /// <param name="identity">The run.</param>
    /// <param name="engine">The engine that will train it.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <param name="fresh">Whether to delete what is stored of the run and start from the seed.</param>
    /// <exception cref="RunBusyException">Another process trains the run; a notice says that this one waits for it.</exception>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public RunSession Open(RunIdentity identity, EngineEntry engine, int updatesPerEpoch, bool fresh = false) =>
        Open(identity, engine, updatesPerEpoch, fresh, needed: [], reason: null);

    /// <summary>Opens a finished run for training because one of its states is lost; a recorded run is trained into this store.</summary>
    /// <param name="run">The run as it was found.</param>
    /// <param name="loss">What is wrong with the state, in a few words.</param>
    /// <param name="needed">The states that are needed. If another process has made them again, the session is that of a finished run.</param>
    /// <param name="identity">The run's identity.</param>
    /// <param name="engine">The engine that will train it.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <exception cref="RunBusyException">Another process trains the run; a notice says that this one waits for it.</exception>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    internal RunSession Reopen(
        FinishedRun run, string loss, IReadOnlyList<KeptEpoch> needed, RunIdentity identity, EngineEntry engine, int updatesPerEpoch)
    {
        string reason = $"Run '{run.Spec.Id}' is finished, but {loss} in '{run.Folder}': it is trained again.";
        return Open(identity, engine, updatesPerEpoch, fresh: false, needed, reason);
    }

    private RunSession Open(
        RunIdentity identity, EngineEntry engine, int updatesPerEpoch, bool fresh, IReadOnlyList<KeptEpoch> needed, string? reason)
    {
        RunFiles files = FilesOf(identity.Spec.Id);
        return StoreErrors.Explain(Root, () =>
        {
            RunFence fence = new(Acquire(identity.Spec.Id), files.Folder);
            try
            {
                DamagedFile.KeepFoldersAside(identity.Spec.Id, files.All, notice);
                Supersession.MakeRoom(files.Folder, identity, notice);
                DurableFolder.Create(files.Folder);
                fence.Raise();
                if (fresh)
                {
                    Forget(files);
                }

                // Another process may have finished the run since this one last checked.
                FinishedRun? finished = Finished(files, identity);
                if (finished is null && !fresh)
                {
                    unfinished?.Continue(files, identity, updatesPerEpoch, fence, notice);
                }

                if (finished is not null && TrainedParameters.Lost(finished, needed, identity) is null)
                {
                    return RunSession.OfFinished(files, identity, finished, fence, notice);
                }

                if (reason is not null)
                {
                    notice(reason);
                }

                return RunSession.Resume(files, identity, RunEnvironment.Of(engine), updatesPerEpoch, fence, notice);
            }
            catch
            {
                fence.Dispose();
                throw;
            }
        });
    }

    /// <summary>
    /// The stored measures of a run that <see cref="Find(RunIdentity)"/> returned. New measures of a recorded run are stored in this
    /// store, not in the record.
    /// </summary>
    internal RunMeasures MeasuresOf(FinishedRun run, string dataHash)
    {
        string id = run.Spec.Id;
        string beside = RunFiles.MeasuresBeside(Root, id);
        string own = new RunFiles(run.Folder).Measures;
        return MeasuresOf(run, dataHash, run.Folder == FilesOf(id).Folder ? [own] : [own, beside]);
    }

    /// <summary>The measures of a run that are stored in these files; new ones go into the last file.</summary>
    internal RunMeasures MeasuresOf(FinishedRun run, string dataHash, IReadOnlyList<string> files)
    {
        string lockFile = RunId.Folder(Path.Combine(Root, ".locks", ".measures"), run.Spec.Id) + ".lock";
        return StoreErrors.Explain(Root, () => new RunMeasures(run, dataHash, files, lockFile, notice));
    }

    /// <summary>Keeps every process from training a run until the returned object is disposed of.</summary>
    /// <exception cref="UserError">A process trains it, or the folder cannot be written.</exception>
    internal IDisposable Hold(string id)
    {
        try
        {
            return StoreErrors.Explain(Root, () => RunLock.Acquire(LockPath(id), id));
        }
        catch (RunBusyException busy)
        {
            throw new UserError(busy.Message, busy);
        }
    }

    private const string PutSpecBack = "Put the file back as training wrote it, or train the run again with --fresh.";

    private StoredSpec? FinishedAs(string id) => StoreErrors.ExplainReading(FilesOf(id).Folder, () =>
    {
        RunFiles[] finished = [.. Marked(id)];
        return finished.Length == 0 ? null
            : finished.Select(files => StoredSpec.Read(files.Spec)).FirstOrDefault(stored => stored is not null)
                ?? throw new UserError($"Run '{id}' is finished, but '{finished[0].Spec}' is missing or damaged. {PutSpecBack}");
    });

    private IEnumerable<RunFiles> Marked(string id) =>
        Roots.Select(root => new RunFiles(RunId.Folder(root, id))).Where(files => File.Exists(files.Done));

    private IEnumerable<string> Roots => recorded is null ? [Root] : [Root, recorded];

    private IEnumerable<string> RootsOfAll => unfinished is null ? Roots : Roots.Append(unfinished.Root);

    private RunFiles FilesOf(string id) => new(RunId.Folder(Root, id));

    // Outside the run's folder, so that the folder can be moved while the lock is held. No id starts with a dot.
    private string LockPath(string id) => RunId.Folder(Path.Combine(Root, ".locks"), id);

    private RunLock Acquire(string id)
    {
        try
        {
            return RunLock.Acquire(LockPath(id), id);
        }
        catch (RunBusyException busy)
        {
            notice(busy.Waiting);
            throw;
        }
    }

    // What the first folder has of a run that is marked as finished.
    private T? First<T>(RunIdentity identity, Func<RunFiles, T?> read)
        where T : class => StoreErrors.ExplainReading(FilesOf(identity.Spec.Id).Folder, () => Roots
            .Select(root => new RunFiles(RunId.Folder(root, identity.Spec.Id)))
            .Where(files => File.Exists(files.Done))
            .Select(read)
            .FirstOrDefault(found => found is not null));

    private FinishedRun? Finished(RunFiles files, RunIdentity identity) => Believed(
        files, identity, completion => completion.Verify(identity.Spec, EpochLog.Read(files.Epochs, completion.Records), files.Folder));

    // Null, with a notice, if the files are damaged, and null if the folder has another run.
    private T? Believed<T>(RunFiles files, RunIdentity identity, Func<Completion, T> read)
        where T : class
    {
        try
        {
            Completion? completion = Completion.Read(files.Done);
            return completion is null || !StoredIdentity.Is(identity, completion, files) ? null : read(completion);
        }
        catch (InvalidDataException damage)
        {
            if (StoredIdentity.Difference(files, identity) is null)
            {
                notice($"Run '{identity.Spec.Id}' is marked as finished but is not believed: {damage.Message}.");
            }

            return null;
        }
    }

    private static RunOutcome? OutcomeOf(RunFiles files)
    {
        try
        {
            return Completion.Read(files.Done)?.Status;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    // The marker is deleted first and the records last: if the process is killed in between, an unfinished run of the same identity is
    // left.
    private static void Forget(RunFiles files)
    {
        string[] inOrder =
        [
            files.Done, files.Measures, files.Checkpoint, files.PreviousCheckpoint, files.Best,
            .. DamagedFile.In(files.Folder), files.CompressedEpochs, files.Epochs,
        ];
        foreach (string file in inOrder)
        {
            File.Delete(file);
        }
    }
}

/// <summary>How far a run has come, as proved by its files.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Update">Updates made within the epoch under way.</param>
/// <param name="Last">The record of the last finished epoch; null in the first.</param>
public sealed record RunPosition(int Epoch, int Update, EpochRecord? Last)
{
    /// <summary>Whether this is the position in <see cref="UnfinishedRuns"/>, since the store has no state to continue from.</summary>
    public bool IsRecorded { get; init; }
}

/// <summary>What a status shows of a finished run.</summary>
/// <param name="Epochs">Epochs recorded.</param>
/// <param name="Last">The last epoch's record; null if the first epoch diverged.</param>
/// <param name="Divergence">Where a NaN or an infinity occurred in training; null if none did.</param>
public sealed record FinishedGlance(int Epochs, EpochRecord? Last, Divergence? Divergence)
{
    /// <inheritdoc cref="FinishedRun.IsRecorded"/>
    public bool IsRecorded { get; init; }
}

/// <summary>A summary of a run's folder, unchecked.</summary>
/// <param name="Id">The run.</param>
/// <param name="Outcome">How the run ended; null if it is unfinished.</param>
/// <param name="Epochs">Epochs recorded.</param>
/// <param name="Last">The last epoch's record, if any.</param>
/// <param name="Spec">The settings it was trained with, if they can be read; compare them before trusting the numbers.</param>
/// <param name="Owner">The process that trains it now, if any.</param>
public sealed record RunSummary(string Id, RunOutcome? Outcome, int Epochs, EpochRecord? Last, RunSpec? Spec, string? Owner);
