using CsCheck;
using RnnMemory.Models;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Models;

/// <summary>Adam's rule against the formulas of Keras 2.1.4's optimizers.py, computed in binary64.</summary>
public sealed class AdamTests
{
    // Far below the effect of an ε inside the root or of a missing bias correction, far above binary32's rounding.
    private const double Tolerance = 2e-6;

    [Fact]
    public void Updates_follow_keras() => Gen
        .Select(Gen.Double[0, 0.95], Gen.Double[0.5, 0.9999], Gen.Double[1e-8, 0.1], Gen.Float[-2, 2].Array[1, 100])
        .Sample((beta1, beta2, epsilon, gradients) =>
        {
            OptimizerSpec spec = new()
            {
                Optimizer = Adam.Instance,
                LearningRate = 0.01,
                [Adam.Beta1] = (float)beta1,
                [Adam.Beta2] = (float)beta2,
                [Adam.Epsilon] = (float)epsilon,
            };
            UpdateRule rule = Adam.Instance.Rule(spec);
            float parameter = 0;
            float[] slots = [0, 0];
            (double p, double m, double v, double way) = (0, 0, 0, 0);
            for (int t = 1; t <= gradients.Length; t++)
            {
                double g = gradients[t - 1];
                rule.Begin(t - 1);
                parameter = rule.Step(parameter, gradients[t - 1], slots);

                double rate = 0.01 * Math.Sqrt(1 - Math.Pow((float)beta2, t)) / (1 - Math.Pow((float)beta1, t));
                m = ((float)beta1 * m) + ((1 - (float)beta1) * g);
                v = ((float)beta2 * v) + ((1 - (float)beta2) * g * g);
                double step = rate * m / (Math.Sqrt(v) + (float)epsilon);
                p -= step;
                way += Math.Abs(step);
            }

            Assert.Equal(p, parameter, Tolerance * (way + 1e-12));
        });

    [Fact]
    public void First_update_is_as_long_as_the_learning_rate_whatever_the_gradient() => Gen.Float[1e-3f, 1e3f].Sample(gradient =>
    {
        UpdateRule rule = Adam.Instance.Rule(new OptimizerSpec { Optimizer = Adam.Instance, LearningRate = 0.01, [Adam.Epsilon] = 1e-12 });
        rule.Begin(0);
        Assert.Equal(-0.01, rule.Step(0, gradient, [0, 0]), 1e-8);
    });

    [Fact]
    public void Integer_powers_are_those_of_the_exact_product() => Gen.Select(Gen.Double[0, 1.01], Gen.Int[0, 5000]).Sample((x, n) =>
    {
        double expected = Math.Pow(x, n);
        Assert.Equal(expected, IntegerPower.Of(x, n), 1e-12 * expected);
    });
}
