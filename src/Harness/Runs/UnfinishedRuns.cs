using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Runs under way that are part of the repository, so that a run which takes longer than a machine is available can be finished on another.
/// Only <c>rnn-memory record --unfinished</c> adds to them; a <see cref="RunStore"/> that has no state to continue from goes on from here.
/// </summary>
/// <param name="root">Usually <see cref="Folder"/>.</param>
public sealed class UnfinishedRuns(string root)
{
    /// <summary>expected/unfinished in this repository.</summary>
    /// <exception cref="UserError">The program does not run inside the repository.</exception>
    public static string Folder => Path.Combine(RepositoryRoot.Find(), "expected", "unfinished");

    /// <summary>The folder of these runs.</summary>
    internal string Root => root;

    /// <summary>The ids of all these runs, in alphabetical order.</summary>
    public IReadOnlyList<string> Ids() =>
        Directory.Exists(root) ? [.. RunFiles.RecordedIn(root, (_, _) => { }).Order(StringComparer.Ordinal)] : [];

    /// <summary>
    /// Where training of that identity would continue; null if it is not among these runs, or its files cannot be used.
    /// </summary>
    /// <param name="identity">The run.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <exception cref="UserError">Another version of this program trains the run.</exception>
    public RunPosition? Reached(RunIdentity identity, int updatesPerEpoch) => Reached(identity, updatesPerEpoch, out _);

    /// <summary>
    /// Copies a run that is under way in a store, if an epoch of it is finished and these runs do not have it at that epoch or a later one.
    /// </summary>
    /// <param name="store">The store.</param>
    /// <param name="identity">The run.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <returns>Where the copy continues; null if nothing was copied.</returns>
    /// <exception cref="UserError">
    /// A process trains the run, these runs have it by another version of this program, or a folder cannot be read or written.
    /// </exception>
    public RunPosition? Add(RunStore store, RunIdentity identity, int updatesPerEpoch)
    {
        string id = identity.Spec.Id;
        RunFiles from = new(RunId.Folder(store.Root, id)), to = FilesOf(id), staged = new(to.Folder + ".tmp");
        if (!from.HasCheckpoint)
        {
            return null;
        }

        using IDisposable held = store.Hold(id);
        return StoreErrors.ExplainFolder(root, () =>
        {
            try
            {
                // Left behind by a process that was killed.
                Delete(staged.Folder);
                DurableFolder.Create(staged.Folder);
                RunPosition? reached = Stage(from, staged, identity, updatesPerEpoch);
                if (reached is not { Epoch: > 0 } || reached.Epoch <= EpochsHere(identity, updatesPerEpoch))
                {
                    return null;
                }

                Remove(id);
                Directory.Move(staged.Folder, to.Folder);
                return reached;
            }
            finally
            {
                Delete(staged.Folder);
            }
        });
    }

    /// <summary>Forgets a run, usually because it is recorded; nothing happens if it is not among these runs.</summary>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public void Remove(string id) => StoreErrors.ExplainFolder(root, () =>
    {
        Delete(FilesOf(id).Folder);
        return true;
    });

    /// <summary>Copies a run into the folder of a store that has no state to continue from.</summary>
    /// <param name="target">The run's files in the store.</param>
    /// <param name="identity">The run.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <param name="fence">Lets only one process write to the target.</param>
    /// <param name="notice">Gets a line if the run was copied, could not be, or is further here than in the store.</param>
    /// <exception cref="UserError">Another version of this program trains the run, or its files were changed while they were copied.</exception>
    internal void Continue(RunFiles target, RunIdentity identity, int updatesPerEpoch, RunFence fence, Action<string> notice)
    {
        RunFiles files = FilesOf(identity.Spec.Id);
        if (!Directory.Exists(files.Folder))
        {
            return;
        }

        if (CheckpointFiles.Reached(target, identity, updatesPerEpoch) is { } own)
        {
            NoticeIfBehind(own, target, identity, updatesPerEpoch, notice);
            return;
        }

        if (Reached(identity, updatesPerEpoch, out string? complaint) is not { } reached)
        {
            notice($"Run '{identity.Spec.Id}' starts from its seed, since '{files.Folder}' cannot be used ({complaint}). Restore that folder from version control, or delete it.");
            return;
        }

        if (CheckpointFiles.MakeRoom(target, identity, updatesPerEpoch) is { Length: > 0 } kept)
        {
            notice($"Run '{identity.Spec.Id}': what the run store has cannot be continued; it is kept as {string.Join(", ", kept)}.");
        }

        fence.Write(() => Copy(files, files.Checkpoint, target, fence.Staging));
        if (CheckpointFiles.Reached(target, identity, updatesPerEpoch)?.Epoch != reached.Epoch)
        {
            throw new UserError($"Run '{identity.Spec.Id}': the files in '{files.Folder}' were changed while they were copied. Give the command again.");
        }

        StoredIdentity.RepairSpec(target, identity, notice);
        notice($"Run '{identity.Spec.Id}' was begun elsewhere and goes on: {reached.Epoch} of {identity.Spec.Epochs} epochs are done.");
    }

    private int EpochsHere(RunIdentity identity, int updatesPerEpoch)
    {
        try
        {
            return Reached(identity, updatesPerEpoch)?.Epoch ?? 0;
        }
        catch (UserError other)
        {
            throw new UserError($"Run '{identity.Spec.Id}': another version of this program wrote '{FilesOf(identity.Spec.Id).Folder}'. Record it with that version, or delete that folder.", other);
        }
    }

    // A store's own state always counts; who would rather have the later one must know of it.
    private void NoticeIfBehind(RunPosition own, RunFiles target, RunIdentity identity, int updatesPerEpoch, Action<string> notice)
    {
        try
        {
            if (Reached(identity, updatesPerEpoch) is { } here && here.Epoch > own.Epoch)
            {
                notice($"Run '{identity.Spec.Id}' goes on from the run store, where {own.Epoch} of {identity.Spec.Epochs} epochs are done; '{FilesOf(identity.Spec.Id).Folder}' has {here.Epoch}. To go on from there, stop this command, delete '{target.Folder}' and give the command again.");
            }
        }
        catch (UserError)
        {
            // Of another version, which does not matter where its state is not used.
        }
    }

    private RunPosition? Reached(RunIdentity identity, int updatesPerEpoch, out string? complaint)
    {
        complaint = null;
        RunFiles files = FilesOf(identity.Spec.Id);
        if (!Directory.Exists(files.Folder))
        {
            return null;
        }

        try
        {
            complaint = StoredIdentity.Difference(files, identity);
            RunPosition? reached = complaint is null ? CheckpointFiles.Reached(files, identity, updatesPerEpoch) : null;
            complaint ??= "its files do not fit together";
            return reached;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            complaint = error.Message;
            return null;
        }
    }

    // The last checkpoint that fits the run's other files, and these files.
    private static RunPosition? Stage(RunFiles from, RunFiles staged, RunIdentity identity, int updatesPerEpoch)
    {
        foreach (string checkpoint in new[] { from.Checkpoint, from.PreviousCheckpoint }.Where(File.Exists))
        {
            Copy(from, checkpoint, staged, staging: null);
            if (CheckpointFiles.Reached(staged, identity, updatesPerEpoch) is { } reached)
            {
                return reached;
            }
        }

        return null;
    }

    // The checkpoint comes last, since it refers to the other files.
    private static void Copy(RunFiles from, string checkpoint, RunFiles to, string? staging)
    {
        (string, string)[] inOrder = [(from.Spec, to.Spec), (from.Epochs, to.Epochs), (from.Best, to.Best), (checkpoint, to.Checkpoint)];
        foreach ((string source, string target) in inOrder)
        {
            if (BoundedFile.Read(source) is { } content)
            {
                AtomicFile.Write(target, content, staging: staging);
            }
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private RunFiles FilesOf(string id) => new(RunId.Folder(root, id));
}
