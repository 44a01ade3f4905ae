using RnnMemory.Models;

namespace RnnMemory.Training;

/// <summary>
/// Everything needed to continue training at any minibatch: parameters, the optimiser's slots, counters, and the current epoch's sums so
/// far.
/// </summary>
public sealed class TrainingState
{
    /// <summary>The state before the first update: all slots are zero.</summary>
    /// <param name="parameters">All tensors in declared order; kept, not copied.</param>
    /// <param name="optimizer">Says how many slots there are.</param>
    public TrainingState(float[] parameters, Optimizer optimizer)
        : this(parameters, [.. optimizer.Slots.Select(_ => new float[parameters.Length])])
    {
    }

    /// <summary>A state with these arrays, which are kept, not copied.</summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public TrainingState(float[] parameters, IReadOnlyList<float[]> slots)
    {
        if (slots.FirstOrDefault(slot => slot.Length != parameters.Length) is { } other)
        {
            throw new ArgumentException($"{parameters.Length} parameters but a slot of {other.Length} values.", nameof(slots));
        }

        (Parameters, Slots) = (parameters, slots);
    }

    /// <summary>All parameters, in declared order.</summary>
    public float[] Parameters { get; }

    /// <summary>The optimiser's slots in its order, each with one value for each parameter.</summary>
    public IReadOnlyList<float[]> Slots { get; }

    /// <summary>Whether the optimiser's slots are there, without which training cannot go on.</summary>
    public bool HasSlots => Slots.Count > 0;

    /// <summary>Epochs finished, which is the index of the one under way.</summary>
    public int Epoch { get; set; }

    /// <summary>Updates made within the epoch under way.</summary>
    public int Update { get; set; }

    /// <summary>Sum of the losses of the epoch's scored outputs.</summary>
    public double LossSum { get; set; }

    /// <summary>The number of correct answers among the epoch's scored outputs.</summary>
    public long Correct { get; set; }

    /// <summary>The number of the epoch's scored outputs.</summary>
    public long Outputs { get; set; }

    /// <summary>The number of the epoch's scored outputs that were clipped and passed back no gradient.</summary>
    public long Clipped { get; set; }

    /// <summary>Whether an earlier epoch showed that the parameters will never move again.</summary>
    public bool Frozen { get; set; }

    /// <summary>Wall time spent on the epoch so far.</summary>
    public double Seconds { get; set; }

    /// <summary>The epoch's points of the learning curve so far.</summary>
    public List<CurvePoint> Curve { get; init; } = [];

    /// <summary>A deep copy of the state.</summary>
    public TrainingState Copy() => With([.. Parameters], [.. Slots.Select(slot => (float[])[.. slot])]);

    /// <summary>This state without the optimiser's slots; it shares the parameters.</summary>
    public TrainingState WithoutSlots() => With(Parameters, []);

    /// <summary>Advances to the next epoch, with empty sums.</summary>
    public void NextEpoch()
    {
        Epoch++;
        (Update, LossSum, Correct, Outputs, Clipped, Seconds) = (0, 0, 0, 0, 0, 0);
        Curve.Clear();
    }

    private TrainingState With(float[] parameters, float[][] slots) => new(parameters, slots)
    {
        Epoch = Epoch,
        Update = Update,
        LossSum = LossSum,
        Correct = Correct,
        Outputs = Outputs,
        Clipped = Clipped,
        Frozen = Frozen,
        Seconds = Seconds,
        Curve = [.. Curve],
    };
}
