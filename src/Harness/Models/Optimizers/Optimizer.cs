namespace RnnMemory.Models;

/// <summary>
/// The description of an optimiser: its names, its slots, its hyperparameters and its arithmetic. <see cref="Optimizers"/> finds every
/// subclass; the fast engine and the reference find their implementations by <see cref="Name"/>.
/// </summary>
public abstract class Optimizer
{
    /// <summary>Changes the slots, each in declared order, as that many updates with zero gradients would.</summary>
    public delegate void SlotDecay(IReadOnlyList<float[]> slots, int updates);

    /// <summary>The name in settings and stored specs, e.g. "adam".</summary>
    public abstract string Name { get; }

    /// <summary>The name in texts, e.g. "Adam".</summary>
    public abstract string Label { get; }

    /// <summary>
    /// The names of the slots, which hold the optimiser's memory between updates: arrays with one value for each parameter, zero before
    /// the first update. States, checkpoints and hashes have them in this order, after the parameters.
    /// </summary>
    public abstract IReadOnlyList<string> Slots { get; }

    /// <summary>Its settings beside the learning rate and the clipping of gradients, in the order of stored specs.</summary>
    public abstract IReadOnlyList<Hyperparameter> Hyperparameters { get; }

    /// <summary>Its arithmetic under these settings.</summary>
    public abstract UpdateRule Rule(OptimizerSpec spec);

    /// <summary>
    /// The effect of updates with zero gradients on the slots, if such updates leave every parameter unchanged. Then the parameters of a
    /// run whose outputs are all clipped never change again, and its epochs are computed by forward passes. Null if parameters move even
    /// with zero gradients.
    /// </summary>
    public abstract SlotDecay? Rest(OptimizerSpec spec);
}
