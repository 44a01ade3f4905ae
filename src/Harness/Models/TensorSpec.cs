namespace RnnMemory.Models;

/// <summary>How a tensor gets its initial values.</summary>
public enum Initialiser
{
    /// <summary>All zero.</summary>
    Zeros,

    /// <summary>The identity matrix.</summary>
    Identity,

    /// <summary>N(0, 0.001²), untruncated; another deviation is a variant of assumption A9.</summary>
    SmallNormal,

    /// <summary>Uniform on ±√(6 / (rows + columns)) (Glorot and Bengio 2010), over the concatenated kernel as in Keras.</summary>
    GlorotUniform,

    /// <summary>Orthonormal rows across all gates together, as in Keras.</summary>
    Orthogonal,

    /// <summary>One orthogonal block per gate: the variant of assumption A10.</summary>
    OrthogonalPerGate,

    /// <summary>Zero except for the forget gate's block, which is one (Jozefowicz et al. 2015).</summary>
    UnitForgetBias,
}

/// <summary>One trained tensor of a model, row-major. Its name is also the name of its random stream and of its record.</summary>
/// <param name="Name">One of <see cref="TensorNames"/>.</param>
/// <param name="Rows">Number of rows; 1 for a bias.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Initialiser">How it gets its initial values.</param>
public sealed record TensorSpec(string Name, int Rows, int Columns, Initialiser Initialiser)
{
    /// <summary>Index of its first value in the array of all parameters, of all gradients, and of each slot.</summary>
    public int Start { get; init; }

    /// <summary>Standard deviation of <see cref="Initialiser.SmallNormal"/>; has no effect on others.</summary>
    public double Deviation { get; init; } = Initialisation.SmallDeviation;

    /// <summary>Number of values.</summary>
    public int Size => Rows * Columns;

    /// <summary>Its values, [Rows, Columns], in an array of all parameters.</summary>
    public Span<float> In(Span<float> parameters) => parameters.Slice(Start, Size);

    /// <summary>Its values, [Rows, Columns], in an array of all parameters.</summary>
    public ReadOnlySpan<float> In(ReadOnlySpan<float> parameters) => parameters.Slice(Start, Size);
}
