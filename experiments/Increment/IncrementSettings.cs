using RnnMemory.Experiments.Framework;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Increment;

/// <summary>The settings of section 3.1: the rows of the experiment and what they share. Their defaults are in paper.json.</summary>
public sealed record IncrementSettings : ICheckedSettings
{
    /// <summary>Declares the settings to the loader.</summary>
    public static SettingsSection Section { get; } =
        new(IncrementExperiment.SectionName, typeof(IncrementSettings), KnownOptimizers.Hyperparameters);

    [Setting("Sizes of the task as KxN: N digits of base K.", NotEmpty = true, Distinct = true)]
    public IReadOnlyList<string> Sizes { get; init; } = [];

    [Setting("Cells. vanilla: ReLU from the identity, the paper's; tanh: Keras's default network (assumption A9).",
        NotEmpty = true, Distinct = true, Names = typeof(KnownCells))]
    public IReadOnlyList<string> Cells { get; init; } = [];

    [Setting("Orders of the digits. simple: lowest first; reversed: highest first (A8); complicated...: one random order (A7), as it is or "
        + "with the lowest digit moved first or last.",
        NotEmpty = true, Distinct = true, Names = typeof(OrderNames))]
    public IReadOnlyList<string> Orders { get; init; } = [];

    [Setting("H, the number of hidden units.", Min = 1, Max = 4096)]
    public int Hidden { get; init; }

    [Setting("B, sequences in a minibatch.", Min = 1, Max = RunSpec.LargestBatch)]
    public int BatchSize { get; init; }

    [Setting("Epochs, each of UpdatesPerEpoch minibatches (assumption A13).", Min = 1, Max = RunSpec.MostEpochs)]
    public int Epochs { get; init; }

    [Setting("Learning rate, constant throughout (assumption A21).", Above = 0, Binary32 = true)]
    public double LearningRate { get; init; }

    [Setting("Optimiser; the paper uses RMSprop.", Names = typeof(KnownOptimizers))]
    public string Optimizer { get; init; } = "rmsprop";

    public IReadOnlyDictionary<string, double> Hyperparameters { get; init; } = new Dictionary<string, double>();

    [Setting("Gradients are scaled down to this global norm; 0: no clipping, the paper's reading (assumption A21).",
        Min = 0, Zero = "no clipping", Binary32 = true)]
    public double ClipNorm { get; init; }

    [Setting("Activation of LSTM and GRU gates; HardSigmoid as in Keras 2.1.4 (assumption A10).")]
    public GateActivation GateActivation { get; init; }

    [Setting("Whether each gate's recurrent block is orthogonal by itself, not the whole kernel as in Keras (assumption A10).")]
    public bool OrthogonalPerGate { get; init; }

    [Setting("Standard deviation of the first values of the vanilla cell's input kernel; the paper's is 0.001 (assumption A9).",
        Above = 0, Max = 1000)]
    public double KernelDeviation { get; init; } = Initialisation.SmallDeviation;

    [Setting("Minibatches in an epoch (assumption A13).", Min = 1, Max = IncrementTaskSpec.MostUpdates)]
    public int UpdatesPerEpoch { get; init; }

    [Setting("Permutation p of 0..N-1 for the complicated order, new[j] = old[p[j]]; null draws it from the seed (assumption A7).")]
    public IReadOnlyList<int>? Permutation { get; init; }

    [Setting("Numbers of permutations for the complicated orders, each with every seed: number i is the one that seed i draws; "
        + "empty: each seed draws its own (A7).", Distinct = true, Min = 0)]
    public IReadOnlyList<int> Permutations { get; init; } = [];

    [Setting("Probability of an \"interesting\" sample, one whose lowest digits carry (assumption A15).", Min = 0, Max = 1)]
    public double InterestingProbability { get; init; }

    [Setting("Whether all N digits of an interesting sample may carry, which gives K^N - 1 -> 0 (assumption A16).")]
    public bool InterestingIncludesAll { get; init; }

    [Setting("Whether the number is presented twice, the paper's reading; false: once, N steps (assumption A2).")]
    public bool Doubled { get; init; }

    [Setting("Whether one more input is 1 in the second half; the paper has none (assumption A3).")]
    public bool PhaseMarker { get; init; }

    [Setting("How a digit d is presented. OneHot: K inputs, one of them 1; Scalar: one input, d / (K - 1) (assumption A4).")]
    public DigitEncoding Encoding { get; init; }

    [Setting("Whether only the second half is trained; the paper trains both (assumption A5).")]
    public bool LossOnSecondHalf { get; init; }

    [Setting("0: fresh samples in every minibatch; else a training set of so many sequences, reshuffled each epoch (assumption A14).",
        Min = 0, Max = IncrementTaskSpec.MostSamples, Zero = "fresh samples")]
    public int FixedTrainingSet { get; init; }

    [Setting("Numbers in the hold-out set; where K^N is not more, each number once (assumption A18).", Min = 1, Max = IncrementTaskSpec.MostSamples)]
    public int Holdout { get; init; }

    [Setting("Numbers of the hold-out set, the first ones, that a point of the curve uses (assumption A20).", Min = 1, Max = IncrementTaskSpec.MostSamples)]
    public int CurveHoldout { get; init; }

    [Setting("Updates between points of the curve; 1 is the paper's literal \"each minibatch\" (assumption A20).",
        Min = 1, Max = int.MaxValue)]
    public int CurveEvery { get; init; }

    [Setting("Further points of the curve, in updates (assumption A20).", Min = 0)]
    public IReadOnlyList<int> CurveAlsoAt { get; init; } = [];

    /// <inheritdoc/>
    void ICheckedSettings.Check(SettingChecks checks)
    {
        IncrementSize[] sizes = [.. Sizes.Select(size => checks.Read(nameof(Sizes), () => IncrementSize.Parse(size)))];
        checks.Require(nameof(FixedTrainingSet), FixedTrainingSet == 0 || FixedTrainingSet >= BatchSize,
            $"must be 0 (fresh samples) or at least one minibatch ({BatchSize})");
        checks.Require(nameof(Permutations), Permutations.Count == 0 || Permutation is null,
            $"cannot be combined with {checks.NameOf(nameof(Permutation))}, which gives the one permutation of all runs");
        if (Permutation is null)
        {
            return;
        }

        checks.Require(nameof(Permutation), Permutation.Order().SequenceEqual(Enumerable.Range(0, Permutation.Count)),
            $"is no permutation: each of 0..{Permutation.Count - 1} must come once");
        foreach (IncrementSize size in sizes)
        {
            checks.Require(nameof(Permutation), Permutation.Count == size.Digits,
                $"has {Permutation.Count} entries, but size {size} has {size.Digits} digits; set {checks.NameOf(nameof(Sizes))} too");
        }
    }

    private sealed class OrderNames : IKnownNames
    {
        public string Kind => "order";

        public IReadOnlyCollection<string> Names => [.. Enum.GetValues<DigitOrder>().Select(IncrementRow.NameOf)];
    }
}
