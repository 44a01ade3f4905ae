using System.Runtime.Intrinsics;
using CsCheck;
using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>
/// The fast engine's updates against the optimiser's rule for one parameter: equal to the bit, for every width of vectors.
/// </summary>
public sealed unsafe class SimdOptimizerTests
{
    private static readonly Optimizer[] Known = [.. Optimizers.All, new PlainDescent(), new Momentum()];

    public static TheoryData<string, int> Cases() =>
        new MatrixTheoryData<string, int>(Known.Select(optimizer => optimizer.Name), [16, 8, 4, 1]);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Kernel_has_the_bits_of_the_rule(string name, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        Action<string> check = lanes switch
        {
            16 => Kernel<Lanes16, Vector512<float>>,
            8 => Kernel<Lanes8, Vector256<float>>,
            4 => Kernel<Lanes4, Vector128<float>>,
            _ => Kernel<Lanes1, float>,
        };
        check(name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Engine_trains_the_bits_of_scalar_from_any_update_on(string name, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        var model = new ModelSpec { Cell = Cell.Gru, Inputs = 3, Hidden = 17, Classes = 5, Readout = Readout.EveryStep };
        foreach ((double clipNorm, long updates) in new[] { (0, 0L), (0.05, 7L), (0, 123_456_789L) })
        {
            var optimizer = new OptimizerSpec { Optimizer = Of(name), LearningRate = 0.01, ClipNorm = clipNorm };
            using var scalar = new ScalarEngine(model, optimizer, 4, 5);
            using IEngine simd = SimdEngine.Create(model, optimizer, 4, 5, lanes);
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.5, 1);
            float[][] slots =
            [
                .. optimizer.Optimizer.Slots.Select((_, i) => RandomModels.Values(model.ParameterCount, 0.01, i + 2).Select(MathF.Abs).ToArray()),
            ];
            scalar.Load(parameters, slots, updates);
            simd.Load(parameters, slots, updates);
            for (int step = 0; step < 3; step++)
            {
                using Minibatch batch = RandomModels.Batch(model, 4, 5, step);
                Assert.Equal(scalar.Train(batch), simd.Train(batch));
            }

            Assert.Equal(EngineBits.State(scalar, model, optimizer), EngineBits.State(simd, model, optimizer));
            Assert.NotEqual(parameters, Parameters(simd, model));
        }
    }

    [Fact]
    public void Number_of_updates_changes_the_steps_of_adam()
    {
        var model = new ModelSpec { Cell = Cell.Tanh, Inputs = 3, Hidden = 4, Classes = 5, Readout = Readout.LastStep };
        var optimizer = new OptimizerSpec { Optimizer = Adam.Instance, LearningRate = 0.01 };
        using IEngine engine = SimdEngine.Create(model, optimizer, 2, 2);
        using Minibatch batch = RandomModels.Batch(model, 2, 2, 1);
        Assert.NotEqual(After(updates: 0), After(updates: 10));

        float[] After(long updates)
        {
            engine.Load(RandomModels.Values(model.ParameterCount, 0.5, 1), [], updates);
            engine.Train(batch);
            return Parameters(engine, model);
        }
    }

    private static Optimizer Of(string name) => Known.Single(optimizer => optimizer.Name == name);

    private static float[] Parameters(IEngine engine, ModelSpec model)
    {
        float[] parameters = new float[model.ParameterCount];
        engine.Save(parameters);
        return parameters;
    }

    private static void Kernel<TLanes, TVector>(string name)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        const int Values = 32;
        Gen<float> extreme = Gen.OneOfConst(0f, -0f, float.Epsilon, 1e30f, float.PositiveInfinity);
        Gen<float[]> any = Gen.OneOf(Gen.Float[-2, 2], Gen.Float[-1e-20f, 1e-20f], extreme).Array[Values];
        var cases = Gen.Select(any, any, Gen.Float[0, 2].Array[2 * Values], Gen.Long[0, 1L << 40], Gen.Float[0.01f, 1]);
        cases.Sample((parameters, gradients, start, updates, clip) =>
        {
            Optimizer optimizer = Of(name);
            var spec = new OptimizerSpec { Optimizer = optimizer, LearningRate = 0.01 };
            float[][] expected = [parameters, .. optimizer.Slots.Select((_, i) => start[(i * Values)..((i + 1) * Values)])];
            AlignedBuffer<float>[] actual = [.. expected.Select(Buffer)];
            using AlignedBuffer<float> gradient = Buffer(gradients);

            SimdOptimizer<TLanes, TVector>.Of(spec).Update(updates, clip, gradient.Pointer, actual[1..], actual[0].Pointer, Values);

            UpdateRule rule = optimizer.Rule(spec);
            rule.Begin(updates);
            for (int i = 0; i < Values; i++)
            {
                float[] own = [.. expected[1..].Select(slot => slot[i])];
                float parameter = rule.Step(expected[0][i], gradients[i] * clip, own);
                Assert.Equal([Bits(parameter), .. own.Select(Bits)], actual.Select(values => Bits(values.Span[i])));
            }

            Array.ForEach(actual, buffer => buffer.Dispose());
        });
    }

    private static AlignedBuffer<float> Buffer(float[] values)
    {
        var buffer = new AlignedBuffer<float>(values.Length);
        values.CopyTo(buffer.Span);
        return buffer;
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value);
}
