using System.Runtime.Intrinsics;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

/// <summary>The vector forms of the elementary functions against their scalar definition.</summary>
public unsafe class VectorElementaryTests
{
    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (string name in new[] { "exp", "log", "tanh", "sigmoid", "hard-sigmoid" })
        {
            foreach (int lanes in new[] { 16, 8, 4, 1 })
            {
                data.Add(name, lanes);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vector_form_has_the_bits_of_the_scalar_definition(string name, int lanes)
    {
        Assert.SkipUnless(lanes <= SimdEngine.Lanes || lanes == 1, $"This machine has no fused multiply-add on {lanes} lanes.");
        float[] inputs = [.. ElementaryTests.Sample()];
        Array.Resize(ref inputs, Shape.Pad(inputs.Length, 16));
        float[] actual = lanes switch
        {
            16 => Apply<Lanes16, Vector512<float>>(name, inputs),
            8 => Apply<Lanes8, Vector256<float>>(name, inputs),
            4 => Apply<Lanes4, Vector128<float>>(name, inputs),
            _ => Apply<Lanes1, float>(name, inputs),
        };
        Func<float, float> scalar = ElementaryTests.Named(name).Function;
        for (int i = 0; i < inputs.Length; i++)
        {
            float expected = scalar(inputs[i]);

            // The contract leaves the payload of a NaN open.
            Assert.True(
                BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(actual[i]) || (float.IsNaN(expected) && float.IsNaN(actual[i])),
                $"{name}({inputs[i]:R}) is {actual[i]:R} on {lanes} lanes, not {expected:R}");
        }
    }

    private static float[] Apply<TLanes, TVector>(string name, float[] inputs)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        var outputs = new float[inputs.Length];
        fixed (float* from = inputs, to = outputs)
        {
            for (int i = 0; i < inputs.Length; i += TLanes.Count)
            {
                TVector x = TLanes.Load(from + i);
                TLanes.Store(to + i, name switch
                {
                    "exp" => VectorElementary<TLanes, TVector>.Exp(x),
                    "log" => VectorElementary<TLanes, TVector>.Log(x),
                    "tanh" => VectorElementary<TLanes, TVector>.Tanh(x),
                    "sigmoid" => VectorElementary<TLanes, TVector>.Sigmoid(x),
                    _ => VectorElementary<TLanes, TVector>.HardSigmoid(x),
                });
            }
        }

        return outputs;
    }
}
