namespace RnnMemory.Models;

/// <summary>
/// The description of an optimiser: its names, its slots, its hyperparameters and its arithmetic. <see cref="Optimizers"/> finds
/// every class like this one; the fast engine and the reference find theirs by <see cref="Name"/>.
/// </summary>
public abstract class Optimizer
{
    /// <summary>Changes the slots, each in declared order, as so many updates with zero gradients would.</summary>
    public delegate void SlotDecay(IReadOnlyList<float[]> slots, int updates);

    /// <summary>The name in settings and stored specs, e.g. "adam".</summary>
    public abstract string Name { get; }

    /// <summary>The name in texts, e.g. "Adam".</summary>
    public abstract string Label { get; }

    /// <summary>
    /// What is kept of each parameter from update to update, by name: arrays of as many values as there are parameters, zero before
    /// the first update. States, checkpoints and hashes have them in this order, after the parameters.
    /// </summary>
    public abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Its settings beside the learning rate and the clipping of gradients, in the order of stored specs.</summary>
    public abstract IReadOnlyList<Hyperparameter> Hyperparameters { get; }

    /// <summary>Its arithmetic under these settings.</summary>
    public abstract UpdateRule Rule(OptimizerSpec spec);

    /// <summary>
    /// What updates with zero gradients do to the slots where they leave every parameter as it is: a run whose outputs are all
    /// clipped then never moves again, and its epochs are filled in by forward passes. Null where parameters move even so.
    /// </summary>
    public abstract SlotDecay? Rest(OptimizerSpec spec);
}
