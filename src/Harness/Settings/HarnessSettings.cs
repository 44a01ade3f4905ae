using RnnMemory.Tasks;

namespace RnnMemory.Settings;

/// <summary>All settings of the harness: experiments/settings/paper.json, overlaid by profile, file, environment and command line.</summary>
public sealed record HarnessSettings
{
    /// <summary>Seeds every random stream of every run.</summary>
    public long Seed { get; init; }

    /// <summary>Name of the engine.</summary>
    public string Engine { get; init; } = "simd";

    /// <summary>Runs trained side by side; 0 means one per processor.</summary>
    public int Workers { get; init; }

    /// <summary>Folder for all that a run writes, relative to the repository's root unless absolute.</summary>
    public string Artifacts { get; init; } = "artifacts";

    /// <summary>The increment task (section 3.1).</summary>
    public IncrementSettings Increment { get; init; } = new();

    /// <summary>Handwritten digits in seven representations (section 3.2).</summary>
    public ImageSettings Mnist { get; init; } = new();

    /// <summary>The same representations of small digits that are embedded in the library; not part of the paper.</summary>
    public ImageSettings Digits { get; init; } = new();
}

/// <summary>The increment experiment: the rows of its theory and the settings they share.</summary>
public sealed record IncrementSettings
{
    /// <summary>(K, N) pairs as "KxN", e.g. "2x32".</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>Names of cells.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>Digit orders: "simple", "complicated", "reversed".</summary>
    public IReadOnlyList<string> Orders { get; init; } = [];

    /// <summary>H.</summary>
    public int Hidden { get; init; }

    /// <summary>B.</summary>
    public int BatchSize { get; init; }

    /// <summary>Number of epochs.</summary>
    public int Epochs { get; init; }

    /// <summary>lr of RMSprop.</summary>
    public double LearningRate { get; init; }

    /// <summary>ρ of RMSprop.</summary>
    public double Rho { get; init; }

    /// <summary>ε of RMSprop.</summary>
    public double Epsilon { get; init; }

    /// <summary>Global gradient norm to clip to; 0 for none.</summary>
    public double ClipNorm { get; init; }

    /// <summary>"HardSigmoid" or "Sigmoid" (assumption A10).</summary>
    public Models.GateActivation GateActivation { get; init; }

    /// <summary>Orthogonal blocks per gate (assumption A10).</summary>
    public bool OrthogonalPerGate { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.UpdatesPerEpoch"/>
    public int UpdatesPerEpoch { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.Permutation"/>
    public IReadOnlyList<int>? Permutation { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.InterestingProbability"/>
    public double InterestingProbability { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.InterestingIncludesAll"/>
    public bool InterestingIncludesAll { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.Doubled"/>
    public bool Doubled { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.PhaseMarker"/>
    public bool PhaseMarker { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.Encoding"/>
    public DigitEncoding Encoding { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.LossOnSecondHalf"/>
    public bool LossOnSecondHalf { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.FixedTrainingSet"/>
    public int FixedTrainingSet { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.Holdout"/>
    public int Holdout { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.CurveHoldout"/>
    public int CurveHoldout { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.CurveEvery"/>
    public int CurveEvery { get; init; }

    /// <inheritdoc cref="IncrementTaskSpec.CurveAlsoAt"/>
    public IReadOnlyList<int> CurveAlsoAt { get; init; } = [];
}
