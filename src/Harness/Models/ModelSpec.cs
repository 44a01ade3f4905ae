using System.Text.Json.Serialization;
using RnnMemory.Basics;

namespace RnnMemory.Models;

/// <summary>Where the softmax readout looks at the hidden state.</summary>
public enum Readout
{
    /// <summary>At every step, with shared weights (increment task).</summary>
    EveryStep,

    /// <summary>At the last step only (images, assumption C13).</summary>
    LastStep,
}

/// <summary>The squashing function of the LSTM's and GRU's gates.</summary>
public enum GateActivation
{
    /// <summary>clip(0.2 x + 0.5, 0, 1): Keras 2.1.4's default.</summary>
    HardSigmoid,

    /// <summary>1 / (1 + e^-x): the variant of assumption A10.</summary>
    Sigmoid,
}

/// <summary>
/// A single-layer recurrent network with a dense softmax readout. Letters: I inputs, H hidden units, K classes, G gate blocks.
/// </summary>
public sealed record ModelSpec
{
    /// <summary>The recurrent cell.</summary>
    public required Cell Cell { get; init; }

    /// <summary>I, the width of one step's input.</summary>
    public required int Inputs { get; init; }

    /// <summary>H, the number of hidden units.</summary>
    public required int Hidden { get; init; }

    /// <summary>K, the number of classes of the softmax.</summary>
    public required int Classes { get; init; }

    /// <summary>Which steps are read out.</summary>
    public required Readout Readout { get; init; }

    /// <summary>The squashing of gates; no effect on cells without gates.</summary>
    public GateActivation GateActivation { get; init; } = GateActivation.HardSigmoid;

    /// <summary>Orthogonal blocks gate by gate instead of over the whole kernel (assumption A10).</summary>
    public bool OrthogonalPerGate { get; init; }

    /// <summary>
    /// The trained tensors in declared order: cell/kernel [I, G·H], cell/recurrent [H, G·H], cell/bias [1, G·H],
    /// readout/kernel [H, K], readout/bias [1, K]. Hashes, checkpoints and exports follow this order.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<TensorSpec> Tensors
    {
        get
        {
            int width = Cell.Gates() * Hidden;
            Initialiser orthogonal = OrthogonalPerGate ? Initialiser.OrthogonalPerGate : Initialiser.Orthogonal;
            return
            [
                new("cell/kernel", Inputs, width, Cell == Cell.Vanilla ? Initialiser.SmallNormal : Initialiser.GlorotUniform),
                new("cell/recurrent", Hidden, width, Cell == Cell.Vanilla ? Initialiser.Identity : orthogonal),
                new("cell/bias", 1, width, Cell == Cell.Lstm ? Initialiser.UnitForgetBias : Initialiser.Zeros),
                new("readout/kernel", Hidden, Classes, Initialiser.GlorotUniform),
                new("readout/bias", 1, Classes, Initialiser.Zeros),
            ];
        }
    }

    /// <summary>The number of trained values; it does not depend on the sequence length (section 1).</summary>
    [JsonIgnore]
    public int ParameterCount => Tensors.Sum(tensor => tensor.Size);

    /// <summary>Throws unless every size is positive.</summary>
    /// <exception cref="UserError">A size is not positive.</exception>
    public void Validate()
    {
        foreach ((string name, int value) in new[] { (nameof(Inputs), Inputs), (nameof(Hidden), Hidden), (nameof(Classes), Classes) })
        {
            if (value < 1)
            {
                throw new UserError($"{name} must be at least 1, not {value}.");
            }
        }
    }
}
