using RnnMemory.Engines;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>
/// Gradients of every engine equal those of autograd in binary64, tensor by tensor. Sums of some hundred binary32 products
/// leave a relative error of about 1e-6; a wrong gate, sign or step shows as 1e-2 and more.
/// </summary>
public sealed class GradientTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string, Cell, Readout, GateActivation> Cases() =>
    [
        .. from engine in Engines.Checked
           from model in NetworkCases.Models
           select new TheoryDataRow<string, Cell, Readout, GateActivation>(engine, model.Cell, model.Readout, model.Gates),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_at_an_odd_shape_equal_the_reference(string engine, Cell cell, Readout readout, GateActivation gates)
    {
        using Network network = NetworkCases.Odd(cell, readout, gates);
        AssertGradients(engine, network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_at_the_papers_hidden_size_equal_the_reference(string engine, Cell cell, Readout readout, GateActivation gates)
    {
        using Network network = NetworkCases.Paper(cell, readout, gates);
        AssertGradients(engine, network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_with_early_steps_unscored_equal_the_reference(string engine, Cell cell, Readout readout, GateActivation gates)
    {
        using Network network = NetworkCases.Odd(cell, readout, gates, firstScored: readout == Readout.EveryStep ? 3 : 0);
        AssertGradients(engine, network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_with_clipped_probabilities_equal_the_reference(string engine, Cell cell, Readout readout, GateActivation gates)
    {
        using Network network = NetworkCases.Paper(cell, readout, gates, readoutScale: 100);
        AssertGradients(engine, network, clipped: true);
    }

    private static void AssertGradients(string engine, Network network, bool clipped = false)
    {
        Libtorch.Require();
        using IEngine actual = network.Open(Engines.Catalog[engine]);
        using IEngine reference = network.Open(Engines.Reference);
        float[] actualGradients = new float[network.Parameters.Length];
        float[] expectedGradients = new float[network.Parameters.Length];

        StepResult result = actual.Gradients(network.Minibatch, actualGradients);
        StepResult expected = reference.Gradients(network.Minibatch, expectedGradients);

        Assert.Equal((expected.Correct, expected.Outputs), (result.Correct, result.Outputs));
        Assert.Equal(expected.LossSum, result.LossSum, Tolerance * expected.LossSum);
        Distance.AssertWithin(Tolerance, network, actualGradients, expectedGradients);
        AssertPredictions(network, actual, reference, clipped);
    }

    private static void AssertPredictions(Network network, IEngine actual, IEngine reference, bool clipped)
    {
        Minibatch batch = network.Minibatch;
        (int[] classes, int[] expectedClasses) = (new int[batch.Targets.Length], new int[batch.Targets.Length]);
        (float[] losses, float[] expectedLosses) = (new float[classes.Length], new float[classes.Length]);
        actual.Predict(batch, classes, losses);
        reference.Predict(batch, expectedClasses, expectedLosses);
        Assert.Equal(expectedClasses, classes);
        Assert.True(Distance.Relative(losses, expectedLosses, expectedLosses) <= Tolerance);
        Assert.Equal(clipped, expectedLosses.Any(loss => loss > 16.118f) && expectedLosses.Any(loss => loss < 1.0001e-7f));

        (int[] trace, int[] expectedTrace) = (new int[batch.Steps * batch.Batch], new int[batch.Steps * batch.Batch]);
        actual.Trace(batch, trace);
        reference.Trace(batch, expectedTrace);
        Assert.Equal(expectedTrace, trace);
    }
}
