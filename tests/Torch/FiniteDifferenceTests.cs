using RnnMemory.Engines;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>The reference itself is checked only against its own loss, by central differences along random directions.</summary>
public sealed class FiniteDifferenceTests
{
    private const float Step = 1f / 131072;
    private const double Tolerance = 1e-6;

    public static TheoryData<string, Readout, GateActivation> Models() =>
        [.. NetworkCases.Models.Select(m => new TheoryDataRow<string, Readout, GateActivation>(m.Cell.Name, m.Readout, m.Gates))];

    [Theory]
    [MemberData(nameof(Models))]
    public void Reference_gradients_are_slopes_of_its_loss(string cellName, Readout readout, GateActivation gates)
    {
        Cell cell = Cells.Parse(cellName);
        Libtorch.Require();
        using Network network = NetworkCases.Odd(cell, readout, gates, firstScored: readout == Readout.EveryStep ? 1 : 0);
        AssertSlopes(network);
    }

    [Theory]
    [InlineData(Readout.EveryStep)]
    [InlineData(Readout.LastStep)]
    public void Clipped_probabilities_have_no_slope(Readout readout)
    {
        Libtorch.Require();
        using Network network = NetworkCases.Odd(Cell.Lstm, readout, GateActivation.HardSigmoid, readoutScale: 60);
        AssertSlopes(network);
    }

    private static void AssertSlopes(Network network)
    {
        using IEngine engine = network.Open(Engines.Reference);
        float[] gradients = new float[network.Parameters.Length];
        engine.Gradients(network.Minibatch, gradients);
        System.Random random = new(1);
        foreach ((string name, Range range) in network.Tensors())
        {
            float[] direction = new float[gradients.Length];
            foreach (ref float d in direction.AsSpan(range))
            {
                d = random.Next(2) == 0 ? Step : -Step;
            }

            double slope = (Loss(+1) - Loss(-1)) / 2;
            double expected = direction.Zip(gradients, (d, g) => (double)d * g).Sum();
            double scale = Step * Math.Sqrt(gradients[range].Sum(g => (double)g * g));
            Assert.True(Math.Abs(slope - expected) <= Tolerance * scale, $"{name}: slope {slope / Step:g9}, gradient {expected / Step:g9}, norm {scale / Step:g3}");

            double Loss(int sign)
            {
                float[] moved = [.. network.Parameters.Zip(direction, (p, d) => p + (sign * d))];
                engine.Load(moved);
                StepResult result = engine.Gradients(network.Minibatch, new float[moved.Length]);
                return result.LossSum / result.Outputs;
            }
        }
    }
}
