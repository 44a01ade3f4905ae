using RnnMemory.Engines;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>
/// Gradients of every engine equal those of autograd in binary64, tensor by tensor. Binary32 rounding leaves relative errors
/// up to 4e-7 at these shapes, a wrong gate, sign or step 1e-2 and more.
/// </summary>
public sealed class GradientTests
{
    private const double Tolerance = 2e-6;

    // Large logits carry rounding errors of 1e-5 into the probabilities.
    private const double ClippedTolerance = 1e-5;

    public static TheoryData<string, string, Readout, GateActivation> Cases() =>
    [
        .. from engine in Engines.Checked
           from model in NetworkCases.Models
           select new TheoryDataRow<string, string, Readout, GateActivation>(engine, model.Cell.Name, model.Readout, model.Gates),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_at_an_odd_shape_equal_the_reference(string engine, string cellName, Readout readout, GateActivation gates)
    {
        Cell cell = Cells.Parse(cellName);
        using Network network = NetworkCases.Odd(cell, readout, gates);
        AssertGradients(engine, network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_at_the_papers_hidden_size_equal_the_reference(string engine, string cellName, Readout readout, GateActivation gates)
    {
        Cell cell = Cells.Parse(cellName);
        using Network network = NetworkCases.Paper(cell, readout, gates);
        AssertGradients(engine, network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_with_early_steps_unscored_equal_the_reference(string engine, string cellName, Readout readout, GateActivation gates)
    {
        Cell cell = Cells.Parse(cellName);
        using Network network = NetworkCases.Odd(cell, readout, gates, firstScored: readout == Readout.EveryStep ? 3 : 0);
        AssertGradients(engine, network);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_with_clipped_probabilities_equal_the_reference(string engine, string cellName, Readout readout, GateActivation gates)
    {
        Cell cell = Cells.Parse(cellName);
        using Network network = NetworkCases.Paper(cell, readout, gates, readoutScale: 50);
        AssertGradients(engine, network, ClippedTolerance, clipped: true);
    }

    private static void AssertGradients(string engine, Network network, double tolerance = Tolerance, bool clipped = false)
    {
        Libtorch.Require();
        using IEngine actual = network.Open(Engines.Catalog[engine]);
        using IEngine reference = network.Open(Engines.Reference);
        float[] actualGradients = new float[network.Parameters.Length];
        float[] expectedGradients = new float[network.Parameters.Length];

        StepResult result = actual.Gradients(network.Minibatch, actualGradients);
        StepResult expected = reference.Gradients(network.Minibatch, expectedGradients);

        Assert.Equal((expected.Correct, expected.Outputs), (result.Correct, result.Outputs));
        Assert.Equal(expected.LossSum, result.LossSum, tolerance * expected.LossSum);
        Distance.AssertWithin(tolerance, network, actualGradients, expectedGradients);
        AssertPredictions(network, actual, reference, tolerance, clipped);
    }

    private static void AssertPredictions(Network network, IEngine actual, IEngine reference, double tolerance, bool clipped)
    {
        Minibatch batch = network.Minibatch;
        (int[] classes, int[] expectedClasses) = (new int[batch.Targets.Length], new int[batch.Targets.Length]);
        (float[] losses, float[] expectedLosses) = (new float[classes.Length], new float[classes.Length]);
        actual.Predict(batch, classes, losses);
        reference.Predict(batch, expectedClasses, expectedLosses);
        Assert.Equal(expectedClasses, classes);
        Assert.True(Distance.Relative(losses, expectedLosses, expectedLosses) <= tolerance);
        Assert.Equal(clipped, expectedLosses.Any(loss => loss > 16.118f) && expectedLosses.Any(loss => loss < 1.0001e-7f));

        (int[] trace, int[] expectedTrace) = (new int[batch.Steps * batch.Batch], new int[batch.Steps * batch.Batch]);
        actual.Trace(batch, trace);
        reference.Trace(batch, expectedTrace);
        Assert.Equal(expectedTrace, trace);

        float[] beside = new float[losses.Length];
        actual.Trace(batch, trace, beside);
        Assert.Equal(expectedTrace, trace);
        Assert.Equal(losses, beside);
        (float[] states, float[] expectedStates) = (new float[trace.Length * actual.Hidden], new float[trace.Length * reference.Hidden]);
        actual.States(batch, states);
        reference.States(batch, expectedStates);
        Assert.True(Distance.Relative(states, expectedStates, expectedStates) <= tolerance);
    }
}
