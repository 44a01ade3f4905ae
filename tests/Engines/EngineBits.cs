using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>What two engines are compared by.</summary>
internal static class EngineBits
{
    /// <summary>All parameters, then all accumulators; every NaN alike.</summary>
    public static int[] State(IEngine engine, ModelSpec model)
    {
        var parameters = new float[model.ParameterCount];
        var accumulators = new float[model.ParameterCount];
        engine.Save(parameters, accumulators);
        return [.. parameters.Concat(accumulators).Select(value => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value))];
    }

    public static void SkipUnlessWide(int lanes) =>
        Assert.SkipUnless(lanes <= SimdEngine.Lanes || lanes == 1, $"This machine has no fused multiply-add on {lanes} lanes.");
}
