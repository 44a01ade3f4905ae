using CsCheck;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Models;

/// <summary>RMSprop's rule against the formulas of Keras 2.1.4's optimizers.py, computed in binary64.</summary>
public sealed class RmsPropTests
{
    // Far below the effect of an ε inside the root, far above binary32's rounding.
    private const double Tolerance = 2e-6;

    [Fact]
    public void Updates_follow_keras() => Gen
        .Select(Gen.Double[0, 0.99], Gen.Double[1e-8, 0.1], Gen.Float[-2, 2].Array[1, 100])
        .Sample((rho, epsilon, gradients) =>
        {
            OptimizerSpec spec = new() { LearningRate = 0.01, [RmsProp.Rho] = (float)rho, [RmsProp.Epsilon] = (float)epsilon };
            UpdateRule rule = RmsProp.Instance.Rule(spec);
            float parameter = 0;
            float[] slots = [0];
            (double p, double a, double way) = (0, 0, 0);
            foreach (double g in gradients)
            {
                parameter = rule.Step(parameter, (float)g, slots);
                a = ((float)rho * a) + ((1 - (float)rho) * g * g);
                double step = 0.01 * g / (Math.Sqrt(a) + (float)epsilon);
                p -= step;
                way += Math.Abs(step);
            }

            Assert.Equal(p, parameter, Tolerance * (way + 1e-12));
        });
}
