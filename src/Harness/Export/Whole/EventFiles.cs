using RnnMemory.Export.TensorBoard;

namespace RnnMemory.Export.Whole;

/// <summary>A folder of events for each run, named like the run.</summary>
internal sealed class EventFiles : RunsFormat
{
    private const string Folder = "tensorboard";

    public static EventFiles Instance { get; } = new();

    /// <inheritdoc/>
    public override string Name => Folder;

    /// <inheritdoc/>
    public override string Where => Folder;

    /// <inheritdoc/>
    public override IEnumerable<ExportedFile> Files(IReadOnlyList<ExportedRun> runs) =>
        from run in runs
        select new ExportedFile($"{Folder}/{run.Run.Spec.Id}/{EventFile.Name}", EventFile.Encode(run.Run.Epochs));
}
