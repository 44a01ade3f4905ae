using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Bench.Cases;

/// <summary>
/// The SIMD engine's plain cell with all units active and without its activation: each method runs one part of the step over all T time
/// steps, with the engine's own code, operands and buffers. All tensors are zero, which does not change the time of a product.
/// </summary>
internal sealed unsafe class DenseCell<TLanes, TVector> : SimdRecurrent<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    // First step of each chunk and one past its last, in time.
    private readonly (int From, int To)[] chunks;

    public DenseCell(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters) =>
        chunks = [.. Enumerable.Range(0, shape.T).Chunk(shape.ChunkSteps).Select(steps => (steps[0], steps[^1] + 1))];

    public void ForwardProducts()
    {
        for (int t = 1; t < S.T; t++)
        {
            Step(t);
        }
    }

    public void BackwardProducts()
    {
        for (int t = S.T - 2; t >= 0; t--)
        {
            StepBack(t, t % S.ChunkSteps, Zeros, 0);
        }
    }

    public void RecurrentKernelGradient(float* gradients)
    {
        for (int i = chunks.Length - 1; i >= 0; i--)
        {
            RecurrentGradient(chunks[i].From, chunks[i].To, gradients);
        }
    }

    public void InputProducts()
    {
        foreach ((int from, int to) in chunks)
        {
            ProjectInputs(from, to, leavesOut: false);
        }
    }

    public void InputKernelGradient(float* gradients)
    {
        for (int i = chunks.Length - 1; i >= 0; i--)
        {
            KernelGradient(chunks[i].From, chunks[i].To, gradients);
        }
    }

    /// <summary>Packs for both passes.</summary>
    public override void Pack()
    {
        PackForward();
        PackBackward(P + S.Recurrent);
    }

    protected override void Step(int t) => AddRecurrent(StateBefore(t), ForwardKernel, Vectors, StateBefore(t + 1), S.HiddenStride);

    protected override void BackThroughActivation(float* h, float* dh, nint dhRow, float* dz)
    {
    }
}
