using RnnMemory.Basics;
using RnnMemory.Files;

namespace RnnMemory.Runs;

/// <summary>
/// Runs under way that are part of the repository, so that training that takes longer than a machine is at hand goes on in another clone.
/// Only <c>rnn-memory record --unfinished</c> adds to them; <see cref="RunStore"/> continues from them.
/// </summary>
/// <param name="root">Usually <see cref="Folder"/>.</param>
public sealed class UnfinishedRuns(string root)
{
    /// <summary>expected/unfinished in this repository.</summary>
    /// <exception cref="UserError">The program does not run inside the repository.</exception>
    public static string Folder => Path.Combine(RepositoryRoot.Find(), "expected", "unfinished");

    /// <summary>The ids of all these runs, in alphabetical order.</summary>
    public IReadOnlyList<string> Ids() =>
        Directory.Exists(root) ? [.. RunFiles.RecordedIn(root, (_, _) => { }).Order(StringComparer.Ordinal)] : [];

    /// <summary>
    /// Where training of that identity would continue; null if it is not among these runs, or its files do not fit together.
    /// </summary>
    /// <param name="identity">The run.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <exception cref="UserError">A newer version of this program trained the run.</exception>
    public RunPosition? Reached(RunIdentity identity, int updatesPerEpoch)
    {
        RunFiles files = FilesOf(identity.Spec.Id);
        return StoredIdentity.Difference(files, identity) is null ? CheckpointFiles.Reached(files, identity, updatesPerEpoch) : null;
    }

    /// <summary>Copies a run that is under way in a store; nothing happens where these runs have it at that epoch or a later one.</summary>
    /// <param name="store">The store.</param>
    /// <param name="identity">The run.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <returns>Where the copy continues; null if there is nothing to copy.</returns>
    /// <exception cref="UserError">A process trains the run, its files changed meanwhile, or a folder cannot be written.</exception>
    public RunPosition? Add(RunStore store, RunIdentity identity, int updatesPerEpoch)
    {
        string id = identity.Spec.Id;
        if (store.OwnerOf(id) is { } owner)
        {
            throw new UserError($"Run '{id}' is trained by {owner}. Stop that process, which saves the run, and give the command again.");
        }

        RunFiles from = new(RunId.Folder(store.Root, id)), to = FilesOf(id);
        RunPosition? own = CheckpointFiles.Reached(from, identity, updatesPerEpoch);
        if (own is not { Epoch: > 0 } || own.Epoch <= (Reached(identity, updatesPerEpoch)?.Epoch ?? 0))
        {
            return null;
        }

        return StoreErrors.Explain(root, () =>
        {
            DurableFolder.Create(to.Folder);
            Copy(from, to, staging: null);
            return Reached(identity, updatesPerEpoch)
                ?? throw new UserError($"Run '{id}' changed while it was copied. Give the command again when nothing trains it.");
        });
    }

    /// <summary>Forgets a run, usually because it is finished; nothing happens if it is not among these runs.</summary>
    /// <exception cref="UserError">The folder cannot be written.</exception>
    public void Remove(string id) => StoreErrors.Explain(root, () =>
    {
        if (FilesOf(id).Folder is var folder && Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    });

    /// <summary>Copies a run into the folder of a store that has it at an earlier position or not at all.</summary>
    /// <param name="target">The run's files in the store.</param>
    /// <param name="identity">The run.</param>
    /// <param name="updatesPerEpoch">Minibatches of an epoch.</param>
    /// <param name="fence">Lets only one process write to the target.</param>
    /// <param name="notice">Gets a line if the run was copied, or could not be.</param>
    internal void Continue(RunFiles target, RunIdentity identity, int updatesPerEpoch, RunFence fence, Action<string> notice)
    {
        RunFiles files = FilesOf(identity.Spec.Id);
        if (!Directory.Exists(files.Folder))
        {
            return;
        }

        if (Reached(identity, updatesPerEpoch) is not { } reached)
        {
            notice($"Run '{identity.Spec.Id}': the files in '{files.Folder}' are of another run or do not fit together; they are not used.");
        }
        else if (IsBefore(CheckpointFiles.Reached(target, identity, updatesPerEpoch), reached))
        {
            fence.Write(() => Copy(files, target, fence.Staging));
            StoredIdentity.RepairSpec(target, identity, notice);
            notice($"Run '{identity.Spec.Id}' was begun elsewhere and goes on: {reached.Epoch} of {identity.Spec.Epochs} epochs are done.");
        }
    }

    private static bool IsBefore(RunPosition? own, RunPosition other) =>
        own is null || (own.Epoch, own.Update).CompareTo((other.Epoch, other.Update)) < 0;

    // The checkpoint comes last, since it refers to the other files. One that was before it would not fit the copied epochs.
    private static void Copy(RunFiles from, RunFiles to, string? staging)
    {
        File.Delete(to.PreviousCheckpoint);
        (string, string)[] inOrder =
        [
            (from.Spec, to.Spec), (from.Epochs, to.Epochs), (from.Best, to.Best), (from.Checkpoint, to.Checkpoint),
        ];
        foreach ((string source, string target) in inOrder)
        {
            if (BoundedFile.Read(source) is { } content)
            {
                AtomicFile.Write(target, content, staging: staging);
            }
        }
    }

    private RunFiles FilesOf(string id) => new(RunId.Folder(root, id));
}
