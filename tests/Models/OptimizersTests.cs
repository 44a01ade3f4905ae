using System.Text.Json;
using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Models;

public sealed class OptimizersTests
{
    [Fact]
    public void Registry_finds_every_optimiser_the_papers_first()
    {
        Assert.Equal("rmsprop", Optimizers.Names.First());
        Assert.Equal(Optimizers.Names.Skip(1).Order(StringComparer.Ordinal), Optimizers.Names.Skip(1));
        Assert.Contains("adam", Optimizers.Names);
        Assert.All(Optimizers.All, optimizer => Assert.Same(optimizer, Optimizers.Parse(optimizer.Name)));
        Assert.Contains("Did you mean 'adam'?", Assert.Throws<UserError>(() => Optimizers.Parse("adm")).Message);
    }

    [Fact]
    public void Defaults_are_those_of_keras()
    {
        Assert.Equal([("Rho", 0.9), ("Epsilon", 1e-7)], RmsProp.Instance.Hyperparameters.Select(known => (known.Name, known.Default)));
        Assert.Equal(
            [("Beta1", 0.9), ("Beta2", 0.999), ("Epsilon", 1e-7)],
            Adam.Instance.Hyperparameters.Select(known => (known.Name, known.Default)));
        IEnumerable<Hyperparameter> all = Optimizers.All.SelectMany(optimizer => optimizer.Hyperparameters);
        Assert.All(all, known => Assert.True(known.Range.Contains(known.Default)));
    }

    // Identities of recorded runs hash the first; runs of Adam will hash the second.
    [Theory]
    [InlineData("rmsprop", """{"learningRate":3E-05,"rho":0.9,"epsilon":1E-07,"clipNorm":0}""")]
    [InlineData("adam", """{"kind":"adam","learningRate":3E-05,"beta1":0.9,"beta2":0.999,"epsilon":1E-07,"clipNorm":0}""")]
    public void Stored_optimiser_is_what_it_was(string name, string json)
    {
        OptimizerSpec spec = new() { Optimizer = Optimizers.Parse(name), LearningRate = 3e-5 };

        Assert.Equal(json, JsonSerializer.Serialize(spec, RunJson.Line));
        Assert.Equal(spec, JsonSerializer.Deserialize<OptimizerSpec>(json, RunJson.Line));
    }

    private static readonly int MostHyperparameters = Optimizers.All.Max(optimizer => optimizer.Hyperparameters.Count);

    [Fact]
    public void Any_setting_survives_its_json() => Gen
        .Select(Gen.OneOfConst([.. Optimizers.All]), Gen.Double[1e-9, 1], Gen.Double[0, 0.999].Array[MostHyperparameters], Gen.Double[0, 5])
        .Sample((optimizer, rate, values, clipNorm) =>
        {
            OptimizerSpec spec = new()
            {
                Optimizer = optimizer,
                LearningRate = rate,
                ClipNorm = clipNorm,
                Hyperparameters = optimizer.Hyperparameters.Zip(values).ToDictionary(pair => pair.First.Name, pair => pair.Second),
            };
            Assert.Equal(spec, JsonSerializer.Deserialize<OptimizerSpec>(JsonSerializer.Serialize(spec, RunJson.Line), RunJson.Line));
            Assert.NotEqual(spec, spec with { LearningRate = rate * 2 });
        });

    [Fact]
    public void Stored_optimiser_without_a_hyperparameter_has_its_default() => Assert.Equal(
        new OptimizerSpec { LearningRate = 0.5 }, JsonSerializer.Deserialize<OptimizerSpec>("""{"learningRate":0.5}""", RunJson.Line));

    [Theory]
    [InlineData("""{"rho":0.9}""")]
    [InlineData("""{"learningRate":0.5,"beta1":0.9}""")]
    [InlineData("""{"learningRate":0.5,"kind":"adm"}""")]
    [InlineData("""{"learningRate":"fast"}""")]
    [InlineData("""{"learningRate":0.5,"rho":null}""")]
    [InlineData("[0.5]")]
    public void Malformed_optimiser_is_recognised_as_such(string json) =>
        Assert.True(RunJson.IsMalformed(Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<OptimizerSpec>(json, RunJson.Line))));

    [Fact]
    public void Settings_are_equal_when_their_values_are_given_or_not()
    {
        OptimizerSpec plain = new() { LearningRate = 0.1 };
        Assert.Equal(plain, new OptimizerSpec { LearningRate = 0.1, [RmsProp.Rho] = 0.9 });
        Assert.Equal(plain.GetHashCode(), new OptimizerSpec { LearningRate = 0.1, [RmsProp.Rho] = 0.9 }.GetHashCode());
        Assert.NotEqual(plain, new OptimizerSpec { LearningRate = 0.1, [RmsProp.Rho] = 0.8 });
        Assert.NotEqual(plain, plain with { Optimizer = Adam.Instance });
    }

    [Fact]
    public void Hyperparameters_that_are_unknown_or_out_of_range_are_refused()
    {
        OptimizerSpec unknown = new() { Optimizer = Adam.Instance, LearningRate = 0.1, [RmsProp.Rho] = 0.9 };
        Assert.Equal("Unknown hyperparameter of Adam 'Rho'. Known: Beta1, Beta2, Epsilon.", Message(unknown));
        Assert.Equal("Rho = 1 must be at least 0 and below 1.", Message(new() { LearningRate = 0.1, [RmsProp.Rho] = 1 }));
        Assert.Equal("Epsilon = 0 must be above 0.", Message(new() { LearningRate = 0.1, [RmsProp.Epsilon] = 0 }));
        Assert.Equal("Beta2 = NaN must be at least 0 and below 1.", Message(new()
        {
            Optimizer = Adam.Instance,
            LearningRate = 0.1,
            [Adam.Beta2] = double.NaN,
        }));

        static string Message(OptimizerSpec spec) => Assert.Throws<UserError>(spec.Validate).Message;
    }

    // An optimiser with a rest gives exactly the slots of as many steps with zero gradients; any other moves a parameter in such a step.
    [Fact]
    public void Rest_is_what_steps_with_zero_gradients_do() => Gen
        .Select(Gen.OneOfConst([.. Optimizers.All]), Gen.Float[0, 2], Gen.Int[0, 40], Gen.Long[0, 1_000_000])
        .Sample((optimizer, slot, steps, before) =>
        {
            OptimizerSpec spec = new() { Optimizer = optimizer, LearningRate = 0.1 };
            UpdateRule rule = optimizer.Rule(spec);
            float[] slots = [.. optimizer.Slots.Select(_ => slot + 1e-3f)];
            float[][] rested = [.. slots.Select(value => new[] { value })];
            float parameter = 0.25f;
            for (int step = 0; step < steps; step++)
            {
                rule.Begin(before + step);
                parameter = rule.Step(parameter, 0, slots);
            }

            if (optimizer.Rest(spec) is { } rest)
            {
                rest(rested, steps);
                Assert.Equal(0.25f, parameter);
                Assert.Equal(slots, rested.Select(values => values[0]));
            }
            else
            {
                Assert.Equal(steps == 0, parameter == 0.25f);
            }
        });
}
