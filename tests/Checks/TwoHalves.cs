using RnnMemory.Numerics;

namespace RnnMemory.Tests.Checks;

/// <summary>A sum kept in two parts, as in a kernel that processes two values of k at a time.</summary>
internal struct TwoHalves
{
    public float Even;
    public float Odd;
    public bool NextIsOdd;

    public readonly float Value => NextIsOdd || Odd != 0 ? Even + Odd : Even;

    public static implicit operator TwoHalves(float value) => new() { Even = value };
}

/// <summary>
/// The most common breach of the numeric contract by fast kernels: a lane that adds products to two sums in turn and joins the sums only
/// at the end.
/// </summary>
internal unsafe struct TwoHalvesLanes : ILanes<TwoHalves>
{
    public static int Count => 1;

    public static int TileRows => Lanes1.TileRows;

    public static TwoHalves Load(float* source) => *source;

    public static void Store(float* target, TwoHalves value) => *target = value.Value;

    public static TwoHalves Broadcast(float value) => value;

    public static TwoHalves Add(TwoHalves a, TwoHalves b) => a.Value + b.Value;

    public static TwoHalves Subtract(TwoHalves a, TwoHalves b) => a.Value - b.Value;

    public static TwoHalves Multiply(TwoHalves a, TwoHalves b) => a.Value * b.Value;

    public static TwoHalves Divide(TwoHalves a, TwoHalves b) => a.Value / b.Value;

    public static TwoHalves SquareRoot(TwoHalves a) => MathF.Sqrt(a.Value);

    public static TwoHalves Abs(TwoHalves a) => MathF.Abs(a.Value);

    public static TwoHalves CopySign(TwoHalves magnitude, TwoHalves sign) => MathF.CopySign(magnitude.Value, sign.Value);

    public static TwoHalves Fma(TwoHalves a, TwoHalves b, TwoHalves c) => c.NextIsOdd
        ? c with { Odd = FloatFma.Compute(a.Value, b.Value, c.Odd), NextIsOdd = false }
        : c with { Even = FloatFma.Compute(a.Value, b.Value, c.Even), NextIsOdd = true };

    public static TwoHalves IfGreater(TwoHalves a, TwoHalves b, TwoHalves then, TwoHalves otherwise) => a.Value > b.Value ? then : otherwise;

    public static TwoHalves Larger(TwoHalves a, TwoHalves b) => a.Value > b.Value ? a : b;

    public static TwoHalves Smaller(TwoHalves a, TwoHalves b) => b.Value > a.Value ? a : b;

    public static TwoHalves IfEqual(TwoHalves a, TwoHalves b, TwoHalves then, TwoHalves otherwise) => a.Value == b.Value ? then : otherwise;

    public static TwoHalves Or(TwoHalves a, TwoHalves b) => Lanes1.Or(a.Value, b.Value);

    public static int ListNonZero(TwoHalves a, int first, int* list) => Lanes1.ListNonZero(a.Value, first, list);

    public static void StoreKept(float* target, TwoHalves value, TwoHalves keep) => Lanes1.StoreKept(target, value.Value, keep.Value);

    public static TwoHalves PowerOfTwo(TwoHalves n) => Elementary.PowerOfTwo(n.Value);

    public static TwoHalves SplitAtSqrtHalf(TwoHalves x, out TwoHalves exponent)
    {
        float mantissa = Lanes1.SplitAtSqrtHalf(x.Value, out float power);
        exponent = power;
        return mantissa;
    }

    public static TwoHalves LookUp(float* table, int vectors, TwoHalves indices) => Lanes1.LookUp(table, vectors, indices.Value);

    public static void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow) =>
        Lanes1.TransposeFour(source, sourceRow, target, targetRow);

    public static void TransposeBack(float* source, nint sourceRow, float* target, nint targetRow) =>
        Lanes1.TransposeBack(source, sourceRow, target, targetRow);
}
