using RnnMemory.Cluster;
using RnnMemory.Files;
using RnnMemory.Runs;

namespace RnnMemory.Checks.Scale;

/// <summary>The records of a finished run, to be written under another run's name and identity.</summary>
internal sealed class FinishedCopy
{
    private readonly byte[] records;
    private readonly byte[] spec;
    private readonly Completion completion;

    /// <param name="store">The run store's folder.</param>
    /// <param name="id">The finished run.</param>
    public FinishedCopy(string store, string id)
    {
        RunFiles files = new(RunId.Folder(store, id));
        (records, spec) = (File.ReadAllBytes(files.Epochs), File.ReadAllBytes(files.Spec));
        completion = Completion.Read(files.Done) ?? throw new InvalidDataException($"Run '{id}' is not finished.");
    }

    /// <summary>Writes the files that make a run finished, unless it has them.</summary>
    public void Write(string store, ManifestRun run)
    {
        RunFiles files = new(RunId.Folder(store, run.Id));
        if (File.Exists(files.Done))
        {
            return;
        }

        Directory.CreateDirectory(files.Folder);
        File.WriteAllBytes(files.Epochs, records);
        File.WriteAllBytes(files.Spec, spec);
        File.WriteAllBytes(files.Done, Completion.Encode(completion with { Identity = run.Identity }));
    }
}
