using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Tasks;

namespace RnnMemory.Training;

/// <summary>One model to train: every setting that its bits depend on, and the id under which it is stored.</summary>
public sealed record RunSpec
{
    /// <summary>Readable and unique, in the paper's style, e.g. "increment/2x32/gru/simple@16@16@0.0003/seed-0". Also its folder.</summary>
    public required string Id { get; init; }

    /// <summary>The network.</summary>
    public required ModelSpec Model { get; init; }

    /// <summary>How it is trained.</summary>
    public required OptimizerSpec Optimizer { get; init; }

    /// <summary>The task it is trained on.</summary>
    public required TaskSpec Task { get; init; }

    /// <summary>B, sequences per minibatch.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Number of epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>Seeds every random stream of the run.</summary>
    public required long Seed { get; init; }

    /// <summary>The engine's name.</summary>
    public required string Engine { get; init; }

    /// <summary>Throws unless every size is positive and the optimiser takes its hyperparameters.</summary>
    /// <exception cref="UserError">A size is not positive, or a hyperparameter is unknown or out of range.</exception>
    public void Validate()
    {
        Model.Validate();
        Optimizer.Validate();
        foreach ((string name, int value) in new[] { (nameof(BatchSize), BatchSize), (nameof(Epochs), Epochs) })
        {
            if (value < 1)
            {
                throw new UserError($"Run '{Id}': {name} must be at least 1, not {value}.");
            }
        }
    }
}
