using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>The optimiser's update over all parameters at once: the bits of <see cref="UpdateRule.Step"/> one by one.</summary>
internal abstract unsafe class SimdOptimizer<TLanes, TVector>(UpdateRule rule)
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private delegate SimdOptimizer<TLanes, TVector> Factory(UpdateRule rule);

    /// <summary>The optimiser's kernel or, if it has none, its rule for one parameter in a loop.</summary>
    public static SimdOptimizer<TLanes, TVector> Of(OptimizerSpec spec)
    {
        UpdateRule rule = spec.Optimizer.Rule(spec);
        Type[] widths = [typeof(TLanes), typeof(TVector)];
        return Implementations.Find<Factory>(typeof(SimdOptimizer<,>), spec.Optimizer.Name, widths) is { } create
            ? create(rule)
            : new OneByOne(rule);
    }

    /// <summary>
    /// One update of all parameters. All arrays have <paramref name="count"/> values, a multiple of the vector's length.
    /// </summary>
    public void Update(long updates, float clip, float* gradients, AlignedBuffer<float>[] slots, float* parameters, int count)
    {
        rule.Begin(updates);
        Apply(clip, gradients, slots, parameters, count);
    }

    /// <summary>Multiplies the gradients by <paramref name="clip"/>, then applies the rule.</summary>
    protected abstract void Apply(float clip, float* gradients, AlignedBuffer<float>[] slots, float* parameters, int count);

    private sealed class OneByOne(UpdateRule rule) : SimdOptimizer<TLanes, TVector>(rule)
    {
        private readonly UpdateRule rule = rule;

        protected override void Apply(float clip, float* gradients, AlignedBuffer<float>[] slots, float* parameters, int count)
        {
            Span<float> own = stackalloc float[slots.Length];
            for (int i = 0; i < count; i++)
            {
                for (int slot = 0; slot < own.Length; slot++)
                {
                    own[slot] = slots[slot].Pointer[i];
                }

                parameters[i] = rule.Step(parameters[i], gradients[i] * clip, own);
                for (int slot = 0; slot < own.Length; slot++)
                {
                    slots[slot].Pointer[i] = own[slot];
                }
            }
        }
    }
}
