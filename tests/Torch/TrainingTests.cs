using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>
/// A few updates by autograd and tensor operations lead to the same parameters as the other engines' updates. Distances are relative to
/// the distance that the parameters moved. The optimisers divide by the gradient's own size, which would amplify the rounding errors of
/// tiny gradients; the large epsilon keeps them below 1e-6.
/// </summary>
public sealed class TrainingTests
{
    private const int Updates = 5;
    private const double Tolerance = 1e-5;

    public static TheoryData<string, string, string, double> Cases() =>
    [
        .. from engine in Engines.Checked
           from optimizer in Optimizers.Names
           from cell in Cells.Names
           from clipNorm in new[] { 0, 0.1 }
           select new TheoryDataRow<string, string, string, double>(engine, optimizer, cell, clipNorm),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Updates_follow_the_reference(string engine, string optimizerName, string cellName, double clipNorm)
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cells.Parse(cellName), Readout.EveryStep, GateActivation.HardSigmoid);
        Optimizer known = Optimizers.Parse(optimizerName);
        var optimizer = new OptimizerSpec
        {
            Optimizer = known,
            LearningRate = 1e-2,
            ClipNorm = clipNorm,
            Hyperparameters = known.Hyperparameters.ToDictionary(h => h.Name, h => h.Name == "Epsilon" ? 1e-3 : 0.9 * h.Default),
        };

        TrainingState actual = Train(network, Engines.Catalog[engine], optimizer);
        TrainingState expected = Train(network, Engines.Reference, optimizer);

        float[] way = [.. expected.Parameters.Zip(network.Parameters, (after, before) => after - before)];
        Distance.AssertWithin(Tolerance, network, actual.Parameters, expected.Parameters, way);
        Assert.All(actual.Slots.Zip(expected.Slots), pair => Distance.AssertWithin(Tolerance, network, pair.First, pair.Second));
    }

    [Fact]
    public void Clipping_changes_the_reference()
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cell.Gru, Readout.EveryStep, GateActivation.HardSigmoid);
        var free = new OptimizerSpec { LearningRate = 1e-2 };

        IReadOnlyList<float[]> unclipped = Train(network, Engines.Reference, free).Slots;
        IReadOnlyList<float[]> clipped = Train(network, Engines.Reference, free with { ClipNorm = 0.1 }).Slots;
        IReadOnlyList<float[]> loose = Train(network, Engines.Reference, free with { ClipNorm = 1e6 }).Slots;

        Assert.NotEqual(unclipped, clipped);
        Assert.Equal(unclipped, loose);
    }

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Outputs_beyond_the_clip_are_counted(string engine)
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cell.Tanh, Readout.LastStep, GateActivation.HardSigmoid);
        using IEngine open = network.Open(Engines.Catalog[engine]);
        Assert.Equal(0, open.Train(network.Minibatch).Clipped);

        // The last class is certain and is the target: the loss's clip passes nothing.
        float[] certain = [.. network.Parameters];
        certain[^1] = 100;
        network.Minibatch.Targets.Fill(network.Model.Classes - 1);
        open.Load(certain);
        StepResult result = open.Train(network.Minibatch);
        Assert.Equal(result.Outputs, result.Clipped);
    }

    public static TheoryData<string> EngineNames() => [.. Engines.Catalog.Entries.Select(entry => entry.Name)];

    public static TheoryData<string, string> TorchOptimizers() =>
        new MatrixTheoryData<string, string>(["torch", "torch-float64"], Optimizers.Names);

    [Theory]
    [MemberData(nameof(TorchOptimizers))]
    public void Saved_state_goes_on_as_if_uninterrupted(string name, string optimizerName)
    {
        Libtorch.Require();
        var optimizer = new OptimizerSpec { Optimizer = Optimizers.Parse(optimizerName), LearningRate = 1e-3 };
        using Network network = NetworkCases.Odd(Cell.Lstm, Readout.EveryStep, GateActivation.HardSigmoid);
        using IEngine throughout = network.Open(Engines.Catalog[name], optimizer);
        throughout.Train(network.Minibatch);
        TrainingState saved = Save(throughout, network, optimizer);

        using IEngine resumed = network.Open(Engines.Catalog[name], optimizer);
        resumed.Load(saved.Parameters, saved.Slots, updates: 1);

        Assert.Equal(throughout.Train(network.Minibatch), resumed.Train(network.Minibatch));
        Assert.Equal(Bits(Save(throughout, network, optimizer)), Bits(Save(resumed, network, optimizer)));
    }

    private static TrainingState Train(Network network, EngineEntry entry, OptimizerSpec optimizer)
    {
        using IEngine engine = network.Open(entry, optimizer);
        for (int update = 0; update < Updates; update++)
        {
            engine.Train(network.Minibatch);
        }

        return Save(engine, network, optimizer);
    }

    private static TrainingState Save(IEngine engine, Network network, OptimizerSpec optimizer)
    {
        TrainingState state = new(new float[network.Parameters.Length], optimizer.Optimizer);
        engine.Save(state.Parameters, state.Slots);
        return state;
    }

    private static string Bits(TrainingState state) => TrainingHashes.OfState(state.Parameters, state.Slots, 0, 0);
}
