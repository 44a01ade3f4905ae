using RnnMemory.Basics;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>What a run's files say of it, finished or not. Reading it needs no data set and no engine.</summary>
/// <param name="Spec">The resolved settings.</param>
/// <param name="Numerics">The arithmetic that trains it.</param>
/// <param name="DataHash">SHA-256 of the data, or "generated".</param>
/// <param name="Trained">The programs and machines that trained it, in turn; empty if that is lost.</param>
/// <param name="Epochs">
/// A record for each finished epoch: of a finished run checked against its completion marker, otherwise unchecked.
/// </param>
/// <param name="Folder">The run's folder, as a full path.</param>
public sealed record RunDescription(
    RunSpec Spec, string Numerics, string DataHash, IReadOnlyList<Stint> Trained, IReadOnlyList<EpochRecord> Epochs, string Folder)
{
    /// <summary>The finished run, whose files fit together; null if it is not finished.</summary>
    public FinishedRun? Finished { get; private init; }

    /// <summary>Why it is not believed although it is marked as finished, in a few words; null if nothing is wrong.</summary>
    public string? Damage { get; private init; }

    /// <summary>Whether it was found in the repository: in expected/runs, or in expected/unfinished.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>Whether it was found in expected/unfinished.</summary>
    public bool IsHandedOver { get; init; }

    /// <summary>The process that trains it now, in words; null if none does.</summary>
    public string? Owner { get; init; }

    /// <summary>The first epoch with the largest value of the task's selection metric; null if there is none.</summary>
    public EpochRecord? Best => Spec.Task.SelectionMetric is { } metric && Epochs.Count > 0 ? BestEpoch.Of(Epochs, metric) : null;

    /// <summary>Reads a run's folder; null if it holds no run.</summary>
    /// <exception cref="UserError">There are results, but spec.json is missing or damaged.</exception>
    internal static RunDescription? Read(RunFiles files)
    {
        if (StoredSpec.Read(files.Spec) is not { } stored)
        {
            return File.Exists(files.Done) || File.Exists(files.Epochs) || File.Exists(files.CompressedEpochs)
                ? throw new UserError($"'{files.Spec}' is missing or damaged: it is unknown which run the files beside it belong to.")
                : null;
        }

        RunDescription run = new(
            stored.Spec, stored.Numerics, stored.DataHash, stored.Trained, EpochLog.Glance(files.Epochs), files.Folder);
        try
        {
            if (Completion.Read(files.Done) is not { } completion)
            {
                return run;
            }

            FinishedRun finished = completion.Verify(stored.Spec, EpochLog.Read(files.Epochs, completion.Records), files.Folder);
            return run with { Epochs = finished.Epochs, Finished = finished };
        }
        catch (InvalidDataException damage)
        {
            return run with { Damage = damage.Message };
        }
    }
}
