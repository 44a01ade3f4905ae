using RnnMemory.Basics;
using RnnMemory.Runs;

namespace RnnMemory.Export.Whole;

/// <summary>The networks of each run after its last and its best epoch, in a folder named like the run.</summary>
/// <param name="format">Their format.</param>
internal sealed class NetworkFiles(ExportFormat format) : RunsFormat
{
    private const string Folder = "networks";

    /// <inheritdoc/>
    public override string Name => format.Ending.TrimStart('.');

    /// <inheritdoc/>
    public override string Where => Folder;

    /// <inheritdoc/>
    public override IEnumerable<ExportedFile> Files(IReadOnlyList<ExportedRun> runs) =>
        from run in runs
        from epoch in run.States
        select File(run, epoch);

    // One network that is lost, or that the format cannot hold, leaves the others.
    private ExportedFile File(ExportedRun run, KeptEpoch epoch)
    {
        string path = $"{Folder}/{run.Run.Spec.Id}/{ExportedRun.NameOf(epoch)}{format.Ending}";
        try
        {
            float[] parameters = TrainedParameters.Of(run.Run, epoch, run.Identity);
            IReadOnlyList<NamedTensor> tensors = format.Tensors(run.Run.Spec.Model, parameters);
            return new ExportedFile(path, format.Write(run.Run.Spec.Model, tensors, run.FactsOf(epoch)));
        }
        catch (UserError error)
        {
            return new ExportedFile(path, null, error.Message);
        }
    }
}
