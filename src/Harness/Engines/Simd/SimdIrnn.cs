using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The plain network with ReLU, without the products with the zeros that ReLU makes. A term 0·w changes no sum: fma(0, w, c) = c for
/// finite w, except for the sign of a c that is itself zero, and the sign of a zero reaches neither a state nor a parameter. If any value
/// is not finite, no product is left out, so that 0·∞ gives NaN.
/// </summary>
[Implements("vanilla")]
internal sealed unsafe class SimdIrnn<TLanes, TVector> : SimdRecurrent<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Rows that share a list of terms: those of the largest tile.</summary>
    private const int GroupRows = 8;

    /// <summary>Below this size, looking for zeros costs more than it saves.</summary>
    private const int UnitsWorthLooking = 32;

    private readonly AlignedBuffer<float> liveKernel;
    private readonly AlignedBuffer<float> liveGradients;
    private readonly AlignedBuffer<int> terms;
    private readonly AlignedBuffer<int> counts;
    private readonly LiveUnits<TLanes, TVector> live;
    private bool finiteWeights;
    private bool compressed;

    public SimdIrnn(ModelSpec model, Shape shape, float* parameters)
        : base(model, shape, parameters)
    {
        int groups = (shape.B + GroupRows - 1) / GroupRows;
        liveKernel = new AlignedBuffer<float>(shape.PaddedHidden * shape.Width);
        liveGradients = new AlignedBuffer<float>(shape.Readout);
        terms = new AlignedBuffer<int>(groups * TermsStride);
        counts = new AlignedBuffer<int>(groups);
        live = new LiveUnits<TLanes, TVector>(shape);
    }

    private int TermsStride => S.PaddedHidden + S.Lanes;

    private bool LeavesOut => S.H >= UnitsWorthLooking && finiteWeights;

    public static SimdCell<TLanes, TVector> Create(ModelSpec model, Shape shape, float* parameters) =>
        new SimdIrnn<TLanes, TVector>(model, shape, parameters);

    public override void Pack()
    {
        PackForward();
        finiteWeights = FiniteValues<TLanes, TVector>.All(P, S.Readout);
    }

    public override void Backward(int t0, int t1, float* hiddenGradient, int firstScored, float* gradients)
    {
        if (t1 == S.T)
        {
            ChooseUnits();
        }

        if (!compressed)
        {
            base.Backward(t0, t1, hiddenGradient, firstScored, gradients);
            return;
        }

        CompressChunk(t0, t1, hiddenGradient, firstScored);
        base.Backward(t0, t1, hiddenGradient, firstScored, liveGradients.Pointer);
        if (t0 == 0)
        {
            live.Expand(liveGradients.Pointer, S.I + 1, liveRows: false, gradients);
            live.Expand(liveGradients.Pointer + S.Recurrent, Units, liveRows: true, gradients + S.Recurrent);
        }
    }

    public override void Dispose()
    {
        liveKernel.Dispose();
        liveGradients.Dispose();
        terms.Dispose();
        counts.Dispose();
        live.Dispose();
        base.Dispose();
    }

    protected override void Step(int t)
    {
        if (t == 0)
        {
            live.Clear();
        }

        float* before = StateBefore(t);
        float* h = StateBefore(t + 1);
        int* list = terms.Pointer;
        int groupRows = LeavesOut ? GroupRows : S.B;
        for (int row = 0, group = 0; row < S.B; row += groupRows, group++, list += TermsStride)
        {
            int rows = Math.Min(groupRows, S.B - row);
            nint offset = (nint)row * S.HiddenStride;
            if (t > 0)
            {
                int* used = LeavesOut ? list : null;
                int length = LeavesOut ? counts.Pointer[group] : S.H;
                AddRecurrent(before + offset, rows, used, length, ForwardKernel, Vectors, h + offset, S.HiddenStride);
            }

            counts.Pointer[group] = live.Rectify(h + offset, rows, list);
        }
    }

    protected override void BackThroughActivation(float* h, float* dh, nint dhRow, float* dz)
    {
        // Locals, since after each store the compiler would read the fields again.
        (nint hRow, nint dzRow, int width) = (S.HiddenStride, S.GateStride, PaddedUnits);
        TVector zero = TLanes.Broadcast(0f);
        for (int rows = S.B; rows > 0; rows--, h += hRow, dh += dhRow, dz += dzRow)
        {
            for (int u = 0; u < width; u += TLanes.Count)
            {
                TLanes.Store(dz + u, TLanes.IfGreater(TLanes.Load(h + u), zero, TLanes.Load(dh + u), zero));
            }
        }
    }

    private void ChooseUnits()
    {
        bool finite = live.Finite;
        live.Find();
        compressed = LeavesOut && finite && live.Count + TLanes.Count <= S.PaddedHidden;
        if (!compressed)
        {
            (Units, PaddedUnits) = (S.H, S.PaddedHidden);
            PackBackward(P + S.Recurrent);
            return;
        }

        Units = live.Count;
        PaddedUnits = Shape.Pad(Units, Math.Max(TLanes.Count, Shape.TransposedColumns));
        live.Select(P + S.Recurrent, liveKernel.Pointer);
        PackBackward(liveKernel.Pointer);
        new Span<float>(liveGradients.Pointer, S.Recurrent + (Units * S.Width)).Clear();
    }

    // The states before step t1 were compressed with the chunk above; those before the first step stay zero.
    private void CompressChunk(int t0, int t1, float* hiddenGradient, int firstScored)
    {
        int from = Math.Max(t0, 1);
        int to = t1 == S.T ? t1 + 1 : t1;
        live.Compress(StateBefore(from), (to - from) * S.B, S.HiddenStride);
        int scored = Math.Max(t0, firstScored);
        if (scored < t1)
        {
            float* first = hiddenGradient + ((nint)(scored - t0) * S.B * S.HiddenStride);
            live.Compress(first, (t1 - scored) * S.B, S.HiddenStride);
        }
    }
}
