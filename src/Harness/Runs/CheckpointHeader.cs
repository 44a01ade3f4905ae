using RnnMemory.Models;
using RnnMemory.Training;

namespace RnnMemory.Runs;

/// <summary>The part of a checkpoint that is JSON: whose state it is, the counters, and the sums of the epoch under way.</summary>
internal sealed record CheckpointHeader
{
    public required string Run { get; init; }

    /// <summary><see cref="RunIdentity.Hash"/> of the run.</summary>
    public required string Identity { get; init; }

    public required string Numerics { get; init; }

    public required int Epoch { get; init; }

    public required int Update { get; init; }

    public required double LossSum { get; init; }

    public required long Correct { get; init; }

    public required long Outputs { get; init; }

    // Early headers of format 1 lack the next two values, which are then 0 and false. The only effect is on speed: a run whose parameters
    // never move again is recognised one epoch later. No loss, answer or hash depends on them.
    public long Clipped { get; init; }

    public bool Frozen { get; init; }

    public required double Seconds { get; init; }

    // Points of early headers of format 1 have no diagnostics, which are then missing in the record too.
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>epochs.jsonl as it was when the checkpoint was written.</summary>
    public required LogMark Records { get; init; }

    /// <summary>The payload's tensors in order; each of the optimiser's slots follows in the same order.</summary>
    public required IReadOnlyList<TensorShape> Tensors { get; init; }

    public static IReadOnlyList<TensorShape> Shapes(ModelSpec model) =>
        [.. model.Tensors.Select(tensor => new TensorShape(tensor.Name, tensor.Rows, tensor.Columns))];

    /// <summary>Says in a few words why this cannot be a header of that run; null if it can.</summary>
    public string? Complaint(RunIdentity identity, int updatesPerEpoch)
    {
        RunSpec spec = identity.Spec;
        long firstUpdate = (long)Epoch * updatesPerEpoch;

        // All updates of an epoch are made, but it is not finished, if training was stopped while the epoch was being evaluated.
        bool inside = Epoch >= 0 && Epoch < spec.Epochs && Update >= 0 && Update <= updatesPerEpoch;
        bool atEnd = Epoch == spec.Epochs && Update == 0;
        return this switch
        {
            _ when Run != spec.Id => $"it belongs to run '{Run}'",
            _ when Numerics != identity.Numerics => $"it was made with numerics '{Numerics}', not '{identity.Numerics}'",
            _ when Identity != identity.Hash => "it was made for other settings or data",
            _ when !(inside || atEnd) => $"it claims epoch {Epoch}, update {Update} of a run of {spec.Epochs} epochs of {updatesPerEpoch} updates",
            _ when !double.IsFinite(LossSum) || Correct < 0 || Correct > Outputs
                || Clipped < 0 || Clipped > Outputs || (Outputs == 0) != (Update == 0) => "its sums are impossible",
            _ when !double.IsFinite(Seconds) || Seconds < 0 => "its time is impossible",
            _ when Curve.Any(point => point is null || point.Updates < firstUpdate || point.Updates > firstUpdate + Update) => "its curve is impossible",
            _ when Frozen && spec.Optimizer.Optimizer.Rest(spec.Optimizer) is null => "its parameters cannot rest",
            _ when !Tensors.SequenceEqual(Shapes(spec.Model)) => "its tensors are not the model's",
            _ => null,
        };
    }
}

/// <summary>Name and shape of one tensor in a checkpoint.</summary>
internal sealed record TensorShape(string Name, int Rows, int Columns);
