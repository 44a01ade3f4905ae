using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>Makes the fast engine for the widest vectors of the machine that have a fused multiply-add.</summary>
public static class SimdEngine
{
    /// <summary>Lanes of the vectors used on this machine: 16, 8, 4, or 1 without vectors or without the instruction.</summary>
    public static int Lanes =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported ? 16
        : Vector256.IsHardwareAccelerated && Fma.IsSupported ? 8
        : Vector128.IsHardwareAccelerated && FloatFma.IsHardware ? 4
        : 1;

    /// <summary>An engine for minibatches of T steps and B sequences.</summary>
    public static IEngine Create(ModelSpec model, OptimizerSpec optimizer, int steps, int batch) =>
        Create(model, optimizer, steps, batch, Lanes);

    internal static IEngine Create(ModelSpec model, OptimizerSpec optimizer, int steps, int batch, int lanes) => lanes switch
    {
        16 => new SimdEngine<Lanes16, Vector512<float>>(model, optimizer, steps, batch),
        8 => new SimdEngine<Lanes8, Vector256<float>>(model, optimizer, steps, batch),
        4 => new SimdEngine<Lanes4, Vector128<float>>(model, optimizer, steps, batch),
        1 => new SimdEngine<Lanes1, float>(model, optimizer, steps, batch),
        _ => throw new ArgumentOutOfRangeException(nameof(lanes), lanes, "Vectors have 16, 8, 4 or 1 lanes."),
    };
}
