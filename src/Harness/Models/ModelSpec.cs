using System.Globalization;
using System.Text.Json.Serialization;
using RnnMemory.Basics;

namespace RnnMemory.Models;

/// <summary>The steps at which the softmax readout is applied to the hidden state.</summary>
public enum Readout
{
    /// <summary>At every step, with shared weights (increment task).</summary>
    EveryStep,

    /// <summary>At the last step only (images, assumption C13).</summary>
    LastStep,
}

/// <summary>The activation function of the LSTM's and GRU's gates.</summary>
public enum GateActivation
{
    /// <summary>clip(0.2 x + 0.5, 0, 1): Keras 2.1.4's default.</summary>
    HardSigmoid,

    /// <summary>1 / (1 + e^-x): the variant of assumption A10.</summary>
    Sigmoid,
}

/// <summary>
/// A single-layer recurrent network with a dense softmax readout. Letters: I inputs of a step, H hidden units, K classes, G gate blocks.
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

    /// <summary>The activation of gates; has no effect on cells without gates.</summary>
    public GateActivation GateActivation { get; init; } = GateActivation.HardSigmoid;

    /// <summary>Orthogonal blocks gate by gate instead of over the whole kernel (assumption A10).</summary>
    public bool OrthogonalPerGate { get; init; }

    /// <summary>
    /// Standard deviation of an input kernel that starts from <see cref="Initialiser.SmallNormal"/>; null for 0.001, the paper's. Null is
    /// not written into specs, so identities of runs with the paper's value stay as they were.
    /// </summary>
    public double? KernelDeviation { get; init; }

    /// <summary>
    /// The trained tensors in declared order: cell/kernel [I, G·H], cell/recurrent [H, G·H], cell/bias [1, G·H],
    /// readout/kernel [H, K], readout/bias [1, K]. Hashes, checkpoints and exports follow this order.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<TensorSpec> Tensors
    {
        get
        {
            int width = Cell.Gates.Count * Hidden;
            bool perGate = OrthogonalPerGate && Cell.Recurrent == Initialiser.Orthogonal;
            return Placed(
                new(TensorNames.CellKernel, Inputs, width, Cell.Kernel) { Deviation = KernelDeviation ?? Initialisation.SmallDeviation },
                new(TensorNames.CellRecurrent, Hidden, width, perGate ? Initialiser.OrthogonalPerGate : Cell.Recurrent),
                new(TensorNames.CellBias, 1, width, Cell.Bias),
                new(TensorNames.ReadoutKernel, Hidden, Classes, Initialiser.GlorotUniform),
                new(TensorNames.ReadoutBias, 1, Classes, Initialiser.Zeros));
        }
    }

    /// <summary>The number of trained values; it does not depend on the sequence length (section 1).</summary>
    [JsonIgnore]
    public int ParameterCount => Tensors.Sum(tensor => tensor.Size);

    /// <summary>The tensor of that name.</summary>
    /// <param name="name">One of <see cref="TensorNames"/>.</param>
    public TensorSpec Tensor(string name) => Tensors.Single(tensor => tensor.Name == name);

    /// <summary>Throws unless every size is positive and the values can be counted.</summary>
    /// <exception cref="UserError">A size is not positive, or the model is too large.</exception>
    public void Validate()
    {
        foreach ((string name, int value) in new[] { (nameof(Inputs), Inputs), (nameof(Hidden), Hidden), (nameof(Classes), Classes) })
        {
            if (value < 1)
            {
                throw new UserError($"{name} must be at least 1, not {value}.");
            }
        }

        if (KernelDeviation is { } deviation && !(deviation > 0 && double.IsFinite(deviation) && Cell.Kernel == Initialiser.SmallNormal))
        {
            throw new UserError(string.Create(CultureInfo.InvariantCulture,
                $"{nameof(KernelDeviation)} must be a number above 0, of a cell whose input kernel starts small and normal, not {deviation} of '{Cell.Name}'."));
        }

        double values = (Cell.Gates.Count * (double)Hidden * (Inputs + (double)Hidden + 1)) + (Classes * (Hidden + 1.0));
        if (values > Array.MaxLength)
        {
            throw new UserError(
                $"A model of {Inputs} inputs, {Hidden} hidden units and {Classes} classes has more than {Array.MaxLength} values, too many to be trained.");
        }
    }

    // One after another in the array of all parameters.
    private static TensorSpec[] Placed(params TensorSpec[] tensors)
    {
        int start = 0;
        for (int i = 0; i < tensors.Length; i++)
        {
            tensors[i] = tensors[i] with { Start = start };
            start += tensors[i].Size;
        }

        return tensors;
    }
}
