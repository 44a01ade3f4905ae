using RnnMemory.Bench.Measuring;
using RnnMemory.Engines.Simd;
using RnnMemory.Numerics;

namespace RnnMemory.Bench.Cases;

/// <summary>The parts of a plain network's dense training step, each timed by itself and over as much memory as in the step.</summary>
internal sealed unsafe class StepParts<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly string label;
    private readonly SimdOptimizer<TLanes, TVector> optimizer;
    private readonly Shape s;
    private readonly AlignedBuffer<float> parameters;
    private readonly AlignedBuffer<float> gradients;
    private readonly AlignedBuffer<float>[] slots;
    private readonly DenseCell<TLanes, TVector> cell;

    public StepParts(BenchCase problem)
    {
        label = problem.Optimizer.Optimizer.Label;
        optimizer = SimdOptimizer<TLanes, TVector>.Of(problem.Optimizer);
        s = new Shape(problem.Model, problem.Steps, problem.Batch, TLanes.Count);
        parameters = new AlignedBuffer<float>(s.Size);
        gradients = new AlignedBuffer<float>(s.Size);
        slots = [.. problem.Optimizer.Optimizer.Slots.Select(_ => new AlignedBuffer<float>(s.Size))];
        cell = new DenseCell<TLanes, TVector>(problem.Model, s, parameters.Pointer);
    }

    /// <summary>The parts and the operations of their products.</summary>
    public IReadOnlyList<(Contender Part, double? Operations)> Parts =>
    [
        (Contender.Of("recurrent products, forward", _ => cell.ForwardProducts()), RecurrentOperations),
        (Contender.Of("recurrent products, backward", _ => cell.BackwardProducts()), RecurrentOperations),
        (Contender.Of("recurrent kernel's gradient", _ => cell.RecurrentKernelGradient(gradients.Pointer)), RecurrentOperations),
        (Contender.Of("input products", _ => cell.InputProducts()), InputOperations),
        (Contender.Of("input kernel's gradient", _ => cell.InputKernelGradient(gradients.Pointer)), InputOperations),
        (Contender.Of("packing of the kernel", _ => cell.Pack()), null),
        (Contender.Of(label, _ => Update()), null),
    ];

    private double RecurrentOperations => 2.0 * (s.T - 1) * s.B * s.H * s.H;

    private double InputOperations => 2.0 * s.T * s.B * s.I * s.H;

    public void Dispose()
    {
        cell.Dispose();
        Array.ForEach([parameters, gradients, .. slots], buffer => buffer.Dispose());
    }

    private void Update() => optimizer.Update(0, 1f, gradients.Pointer, slots, parameters.Pointer, s.Size);
}
