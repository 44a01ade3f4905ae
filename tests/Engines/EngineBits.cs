using RnnMemory.Engines;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>The values by which two engines are compared.</summary>
internal static class EngineBits
{
    /// <summary>All parameters, then all slots; every NaN alike.</summary>
    public static int[] State(IEngine engine, ModelSpec model, OptimizerSpec optimizer)
    {
        TrainingState state = new(new float[model.ParameterCount], optimizer.Optimizer);
        engine.Save(state.Parameters, state.Slots);
        return
        [
            .. from values in state.Slots.Prepend(state.Parameters)
               from value in values
               select BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value),
        ];
    }

    public static void SkipUnlessWide(int lanes) =>
        Assert.SkipUnless(lanes <= SimdEngine.Lanes || lanes == 1, $"This machine has no fused multiply-add on {lanes} lanes.");
}
