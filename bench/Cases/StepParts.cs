using RnnMemory.Bench.Measuring;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Bench.Cases;

/// <summary>
/// The parts of a plain network's dense training step, each by itself: as many products of the same sizes, over as much
/// memory, as the engine makes. All tensors are zero, which costs a product the same.
/// </summary>
internal sealed unsafe class StepParts<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    private readonly BenchCase problem;
    private readonly Shape s;
    private readonly AlignedBuffer<float> inputs;
    private readonly AlignedBuffer<float> states;
    private readonly AlignedBuffer<float> gates;
    private readonly AlignedBuffer<float> packed;
    private readonly AlignedBuffer<float> parameters;
    private readonly AlignedBuffer<float> gradients;
    private readonly AlignedBuffer<float>[] slots;
    private readonly SimdOptimizer<TLanes, TVector> optimizer;

    public StepParts(BenchCase problem)
    {
        this.problem = problem;
        s = new Shape(problem.Model, problem.Steps, problem.Batch, TLanes.Count);
        inputs = new AlignedBuffer<float>(s.T * s.B * (s.I + 1));
        states = new AlignedBuffer<float>((s.T + 1) * s.B * s.HiddenStride);
        gates = new AlignedBuffer<float>((s.ChunkSteps + 1) * s.B * s.GateStride);
        packed = Packing<TLanes, TVector>.Buffer(s.PaddedHidden, Vectors);
        parameters = new AlignedBuffer<float>(s.Size);
        gradients = new AlignedBuffer<float>(s.Size);
        slots = [.. problem.Optimizer.Optimizer.Slots.Select(_ => new AlignedBuffer<float>(s.Size))];
        optimizer = SimdOptimizer<TLanes, TVector>.Of(problem.Optimizer);
    }

    /// <summary>The parts and the operations of their products.</summary>
    public IReadOnlyList<(Contender Part, double? Operations)> Parts =>
    [
        (Contender.Of("recurrent products, forward", _ => Forward()), RecurrentOperations),
        (Contender.Of("recurrent products, backward", _ => Backward()), RecurrentOperations),
        (Contender.Of("recurrent kernel's gradient", _ => RecurrentGradient()), RecurrentOperations),
        (Contender.Of("input products", _ => Project()), InputOperations),
        (Contender.Of("input kernel's gradient", _ => KernelGradient()), InputOperations),
        (Contender.Of("packing of the kernel", _ => Pack()), null),
        (Contender.Of(problem.Optimizer.Optimizer.Label, _ => Update()), null),
    ];

    private int Vectors => s.PaddedHidden / TLanes.Count;

    private double RecurrentOperations => 2.0 * (s.T - 1) * s.B * s.H * s.H;

    private double InputOperations => 2.0 * s.T * s.B * s.I * s.H;

    public void Dispose() =>
        Array.ForEach([inputs, states, gates, packed, parameters, gradients, .. slots], buffer => buffer.Dispose());

    private float* State(int t) => states.Pointer + ((nint)t * s.B * s.HiddenStride);

    private float* Gate(int slot) => gates.Pointer + ((nint)slot * s.B * s.GateStride);

    private void Forward()
    {
        for (int t = 1; t < s.T; t++)
        {
            Recurrent(State(t), s.HiddenStride, State(t + 1), s.HiddenStride);
        }
    }

    private void Backward()
    {
        for (int t = s.T - 2; t >= 0; t--)
        {
            int slot = t % s.ChunkSteps;
            Recurrent(Gate(slot + 1), s.GateStride, Gate(slot), s.GateStride);
        }
    }

    private void Recurrent(float* from, int fromRow, float* to, int toRow) => MatrixProduct<TLanes, TVector>.Run(new Operands
    {
        A = from,
        ARow = fromRow,
        AStep = 1,
        B = packed.Pointer,
        BStep = Packing<TLanes, TVector>.PanelRow,
        BPanel = s.H * Packing<TLanes, TVector>.PanelRow,
        Start = to,
        StartRow = toRow,
        C = to,
        CRow = toRow,
        Rows = s.B,
        Vectors = Vectors,
        Length = s.H,
    });

    private void RecurrentGradient()
    {
        for (int t0 = s.ChunkSteps * ((s.T - 1) / s.ChunkSteps); t0 >= 0; t0 -= s.ChunkSteps)
        {
            int from = Math.Max(t0, 1);
            int to = Math.Min(s.T, t0 + s.ChunkSteps);
            AddGradient(State(to) - s.HiddenStride, s.HiddenStride, s.H, (to - from) * s.B, Gate(to - t0), gradients.Pointer + s.Recurrent);
        }
    }

    private void KernelGradient()
    {
        for (int t0 = s.ChunkSteps * ((s.T - 1) / s.ChunkSteps); t0 >= 0; t0 -= s.ChunkSteps)
        {
            int to = Math.Min(s.T, t0 + s.ChunkSteps);
            float* last = inputs.Pointer + (((to * s.B) - 1) * (s.I + 1));
            AddGradient(last, s.I + 1, s.I + 1, (to - t0) * s.B, Gate(to - t0), gradients.Pointer);
        }
    }

    private void AddGradient(float* last, int stride, int rows, int length, float* gateEnd, float* c) => MatrixProduct<TLanes, TVector>.Run(new Operands
    {
        A = last,
        ARow = 1,
        AStep = -stride,
        B = gateEnd - s.GateStride,
        BStep = -s.GateStride,
        BPanel = 2 * TLanes.Count,
        Start = c,
        StartRow = s.Width,
        C = c,
        CRow = s.Width,
        Rows = rows,
        Vectors = Vectors,
        Length = length,
    });

    private void Project()
    {
        for (int t0 = 0; t0 < s.T; t0 += s.ChunkSteps)
        {
            MatrixProduct<TLanes, TVector>.Run(new Operands
            {
                A = inputs.Pointer + (t0 * s.B * (s.I + 1)),
                ARow = s.I + 1,
                AStep = 1,
                B = parameters.Pointer,
                BStep = s.Width,
                BPanel = 2 * TLanes.Count,
                Start = parameters.Pointer + s.Bias,
                C = State(t0 + 1),
                CRow = s.HiddenStride,
                Rows = (Math.Min(s.T, t0 + s.ChunkSteps) - t0) * s.B,
                Vectors = Vectors,
                Length = s.I,
            });
        }
    }

    private void Pack()
    {
        Packing<TLanes, TVector>.Pack(parameters.Pointer + s.Recurrent, s.Width, s.H, Vectors, packed.Pointer);
        Packing<TLanes, TVector>.PackTransposed(parameters.Pointer + s.Recurrent, s.Width, s.PaddedHidden, Vectors, packed.Pointer);
    }

    private void Update() => optimizer.Update(0, 1f, gradients.Pointer, slots, parameters.Pointer, s.Size);
}
