using RnnMemory.Engines;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>
/// A few updates by autograd and tensor operations go where the other engines go. Distances are relative to the way the
/// parameters moved. RMSprop divides by the gradient's own size, which would blow up the rounding errors of tiny gradients:
/// the large epsilon keeps them below 1e-6.
/// </summary>
public sealed class TrainingTests
{
    private const int Updates = 5;
    private const double Tolerance = 1e-5;

    public static TheoryData<string, string, double> Cases() =>
    [
        .. from engine in Engines.Checked
           from cell in Cells.All
           from clipNorm in new[] { 0, 0.1 }
           select new TheoryDataRow<string, string, double>(engine, cell.Name, clipNorm),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Updates_follow_the_reference(string engine, string cellName, double clipNorm)
    {
        Cell cell = Cells.Parse(cellName);
        Libtorch.Require();
        using Network network = NetworkCases.Odd(cell, Readout.EveryStep, GateActivation.HardSigmoid);
        var optimizer = new OptimizerSpec { LearningRate = 1e-2, Rho = 0.8, Epsilon = 1e-3, ClipNorm = clipNorm };

        (float[] parameters, float[] accumulators) = Train(network, Engines.Catalog[engine], optimizer);
        (float[] expectedParameters, float[] expectedAccumulators) = Train(network, Engines.Reference, optimizer);

        float[] way = [.. expectedParameters.Zip(network.Parameters, (after, before) => after - before)];
        Distance.AssertWithin(Tolerance, network, parameters, expectedParameters, way);
        Distance.AssertWithin(Tolerance, network, accumulators, expectedAccumulators);
    }

    [Fact]
    public void Clipping_changes_the_reference()
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cell.Gru, Readout.EveryStep, GateActivation.HardSigmoid);
        var free = new OptimizerSpec { LearningRate = 1e-2 };

        (_, float[] unclipped) = Train(network, Engines.Reference, free);
        (_, float[] clipped) = Train(network, Engines.Reference, free with { ClipNorm = 0.1 });
        (_, float[] loose) = Train(network, Engines.Reference, free with { ClipNorm = 1e6 });

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
        open.Load(certain, new float[certain.Length]);
        StepResult result = open.Train(network.Minibatch);
        Assert.Equal(result.Outputs, result.Clipped);
    }

    public static TheoryData<string> EngineNames() => [.. Engines.Catalog.Entries.Select(entry => entry.Name)];

    [Theory]
    [InlineData("torch")]
    [InlineData("torch-float64")]
    public void Saved_state_goes_on_as_if_uninterrupted(string name)
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cell.Lstm, Readout.EveryStep, GateActivation.HardSigmoid);
        using IEngine throughout = network.Open(Engines.Catalog[name]);
        throughout.Train(network.Minibatch);
        (float[] parameters, float[] accumulators) = (new float[network.Parameters.Length], new float[network.Parameters.Length]);
        throughout.Save(parameters, accumulators);

        using IEngine resumed = network.Open(Engines.Catalog[name]);
        resumed.Load(parameters, accumulators);

        Assert.Equal(throughout.Train(network.Minibatch), resumed.Train(network.Minibatch));
        Assert.Equal(State(throughout), State(resumed));

        float[] State(IEngine engine)
        {
            engine.Save(parameters, accumulators);
            return [.. parameters, .. accumulators];
        }
    }

    private static (float[] Parameters, float[] Accumulators) Train(Network network, EngineEntry entry, OptimizerSpec optimizer)
    {
        using IEngine engine = network.Open(entry, optimizer);
        for (int update = 0; update < Updates; update++)
        {
            engine.Train(network.Minibatch);
        }

        (float[] parameters, float[] accumulators) = (new float[network.Parameters.Length], new float[network.Parameters.Length]);
        engine.Save(parameters, accumulators);
        return (parameters, accumulators);
    }
}
