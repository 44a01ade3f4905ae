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
        x = TLanes.Smaller(TLanes.Broadcast(ExpMax), x);
        x = TLanes.Larger(TLanes.Broadcast(ExpMin), x);
        TVector p = ReducedExpm1(Reduce(x, out TVector n));
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
        TVector r = ReduceTanh(x, out TVector n);
        return EndTanh(TanhExpm1(r, n), x);
    }

    /// <summary>The first of tanh's three parts, which <see cref="Tanh"/> puts together: 2|x|, clipped, as n ln 2 + r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector ReduceTanh(TVector x, out TVector n)
    {
        TVector magnitude = TLanes.Smaller(TLanes.Broadcast(TanhMax), TLanes.Abs(x));
        return Reduce(TLanes.Add(magnitude, magnitude), out n);
    }

    /// <summary>The second: e^2|x| − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector TanhExpm1(TVector r, TVector n)
    {
        TVector scale = TLanes.PowerOfTwo(n);
        return TLanes.Fma(scale, ReducedExpm1(r), TLanes.Subtract(scale, TLanes.Broadcast(1f)));
    }

    /// <summary>The third: the quotient, with the sign of x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector EndTanh(TVector expm1, TVector x) =>
        TLanes.CopySign(TLanes.Divide(expm1, TLanes.Add(expm1, TLanes.Broadcast(2f))), x);

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
        TVector y = TLanes.Add(TLanes.Multiply(TLanes.Broadcast(0.2f), x), TLanes.Broadcast(0.5f));
        return TLanes.Smaller(TLanes.Broadcast(1f), TLanes.Larger(TLanes.Broadcast(0f), y));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Reduce(TVector x, out TVector n)
    {
        TVector shift = TLanes.Broadcast(RoundingShift);
        n = TLanes.Subtract(TLanes.Fma(x, TLanes.Broadcast(Log2E), shift), shift);
        TVector r = TLanes.Fma(n, TLanes.Broadcast(-Ln2High), x);
        return TLanes.Fma(n, TLanes.Broadcast(-Ln2Low), r);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector ReducedExpm1(TVector r)
    {
        TVector q = TLanes.Fma(r, TLanes.Broadcast(E5), TLanes.Broadcast(E4));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E3));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E2));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E1));
        q = TLanes.Fma(r, q, TLanes.Broadcast(E0));
        return TLanes.Fma(TLanes.Multiply(r, r), q, r);
    }
}
