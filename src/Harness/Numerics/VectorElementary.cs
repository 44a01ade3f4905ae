using System.Runtime.CompilerServices;
using static RnnMemory.Numerics.Elementary;

namespace RnnMemory.Numerics;

/// <summary><see cref="Elementary"/> for a whole vector: the same operations in the same order, hence the same bits.</summary>
internal static class VectorElementary<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        TVector max = TLanes.Broadcast(ExpMax);
        TVector min = TLanes.Broadcast(ExpMin);
        x = TLanes.IfGreater(x, max, max, x);
        x = TLanes.IfGreater(min, x, min, x);
        TVector p = ReduceExp(x, out TVector n);
        TVector shift = TLanes.Broadcast(RoundingShift);
        TVector half = TLanes.Subtract(TLanes.Fma(n, TLanes.Broadcast(0.5f), shift), shift);
        p = TLanes.Multiply(TLanes.Add(TLanes.Broadcast(1f), p), TLanes.PowerOfTwo(half));
        return TLanes.Multiply(p, TLanes.PowerOfTwo(TLanes.Subtract(n, half)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Log(TVector x)
    {
        TVector zero = TLanes.Broadcast(0f);
        TVector normal = TLanes.Broadcast(SmallestNormal);
        TVector scaled = TLanes.IfGreater(normal, x, TLanes.Multiply(x, TLanes.Broadcast(8388608f)), x);
        TVector mantissa = TLanes.SplitAtSqrtHalf(scaled, out TVector exponent);
        exponent = TLanes.IfGreater(normal, x, TLanes.Subtract(exponent, TLanes.Broadcast(23f)), exponent);
        TVector f = TLanes.Subtract(mantissa, TLanes.Broadcast(1f));
        TVector square = TLanes.Multiply(f, f);
        TVector r = TLanes.Fma(f, TLanes.Broadcast(L8), TLanes.Broadcast(L7));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L6));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L5));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L4));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L3));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L2));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L1));
        r = TLanes.Fma(f, r, TLanes.Broadcast(L0));
        TVector y = TLanes.Fma(TLanes.Multiply(f, square), r, TLanes.Multiply(exponent, TLanes.Broadcast(Ln2Low)));
        y = TLanes.Fma(square, TLanes.Broadcast(-0.5f), y);
        TVector result = TLanes.Fma(exponent, TLanes.Broadcast(Ln2High), TLanes.Add(f, y));
        result = TLanes.IfGreater(x, TLanes.Broadcast(float.MaxValue), x, result);
        result = TLanes.IfEqual(x, zero, TLanes.Broadcast(float.NegativeInfinity), result);
        return TLanes.IfGreater(zero, x, TLanes.Broadcast(float.NaN), TLanes.IfEqual(x, x, result, x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Tanh(TVector x)
    {
        TVector max = TLanes.Broadcast(TanhMax);
        TVector magnitude = TLanes.Abs(x);
        magnitude = TLanes.IfGreater(magnitude, max, max, magnitude);
        TVector p = ReduceExp(TLanes.Add(magnitude, magnitude), out TVector n);
        TVector scale = TLanes.PowerOfTwo(n);
        TVector expm1 = TLanes.Fma(scale, p, TLanes.Subtract(scale, TLanes.Broadcast(1f)));
        return TLanes.CopySign(TLanes.Divide(expm1, TLanes.Add(expm1, TLanes.Broadcast(2f))), x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sigmoid(TVector x)
    {
        TVector one = TLanes.Broadcast(1f);
        TVector e = Exp(TLanes.CopySign(x, TLanes.Broadcast(-1f)));
        return TLanes.Divide(TLanes.IfGreater(TLanes.Broadcast(0f), x, e, one), TLanes.Add(one, e));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector HardSigmoid(TVector x)
    {
        TVector zero = TLanes.Broadcast(0f);
        TVector one = TLanes.Broadcast(1f);
        TVector y = TLanes.Add(TLanes.Multiply(TLanes.Broadcast(0.2f), x), TLanes.Broadcast(0.5f));
        y = TLanes.IfGreater(zero, y, zero, y);
        return TLanes.IfGreater(y, one, one, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReduceExp(TVector x, out TVector n)
    {
        TVector shift = TLanes.Broadcast(RoundingShift);
        n = TLanes.Subtract(TLanes.Fma(x, TLanes.Broadcast(Log2E), shift), shift);
        TVector r = TLanes.Fma(n, TLanes.Broadcast(-Ln2High), x);
        r = TLanes.Fma(n, TLanes.Broadcast(-Ln2Low), r);
        TVector q = TLanes.Fma(r, TLanes.Broadcast(E5), TLanes.Broadcast(E4));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E3));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E2));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E1));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E0));
        return TLanes.Fma(TLanes.Multiply(r, r), q, r);
    }
}
