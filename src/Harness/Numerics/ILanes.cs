namespace RnnMemory.Numerics;

/// <summary>
/// A vector of binary32 values and the operations that the numeric contract allows, lane by lane: only transpositions and moves cross
/// lanes, without arithmetic. Kernels are written once against this interface and compiled for each width.
/// </summary>
/// <typeparam name="TVector">The vector itself, so that the JIT keeps it in a register.</typeparam>
internal unsafe interface ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Lanes in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Rows of a register tile two vectors wide: twice as many accumulators, plus three, must fit the registers.</summary>
    static abstract int TileRows { get; }

    static abstract TVector Load(float* source);

    static abstract void Store(float* target, TVector value);

    static abstract TVector Broadcast(float value);

    static abstract TVector Add(TVector a, TVector b);

    static abstract TVector Subtract(TVector a, TVector b);

    static abstract TVector Multiply(TVector a, TVector b);

    static abstract TVector Divide(TVector a, TVector b);

    static abstract TVector SquareRoot(TVector a);

    static abstract TVector Abs(TVector a);

    static abstract TVector CopySign(TVector magnitude, TVector sign);

    /// <summary>a·b + c, rounded once.</summary>
    static abstract TVector Fma(TVector a, TVector b, TVector c);

    /// <summary>a > b ? then : otherwise; an unordered comparison is false.</summary>
    static abstract TVector IfGreater(TVector a, TVector b, TVector then, TVector otherwise);

    /// <summary>a > b ? a : b: b where either is NaN or both are zeros, whatever their signs.</summary>
    static abstract TVector Larger(TVector a, TVector b);

    /// <summary>b > a ? a : b: b where either is NaN or both are zeros, whatever their signs.</summary>
    static abstract TVector Smaller(TVector a, TVector b);

    /// <summary>a == b ? then : otherwise.</summary>
    static abstract TVector IfEqual(TVector a, TVector b, TVector then, TVector otherwise);

    /// <summary>Bitwise or: nonzero where either operand is nonzero.</summary>
    static abstract TVector Or(TVector a, TVector b);

    /// <summary>
    /// Appends first + i to a list for every nonzero lane i (NaN counts as nonzero), ascending, and returns their number. The list needs
    /// room for <see cref="Count"/> more.
    /// </summary>
    static abstract int ListNonZero(TVector a, int first, int* list);

    /// <summary>
    /// Stores the lanes of a value whose lane in <paramref name="keep"/> is nonzero, one after another; up to <see cref="Count"/> values
    /// of the target may be overwritten in all.
    /// </summary>
    static abstract void StoreKept(float* target, TVector value, TVector keep);

    /// <summary>2^n for integral n in -126..127.</summary>
    static abstract TVector PowerOfTwo(TVector n);

    /// <summary>x = mantissa · 2^exponent with the mantissa in [√½, √2), for normal positive x.</summary>
    static abstract TVector SplitAtSqrtHalf(TVector x, out TVector exponent);

    /// <summary>target[j, i] = source[i, j] for <see cref="Count"/> rows i and four columns j of the source.</summary>
    static abstract void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow);

    /// <summary>
    /// The inverse: target[i, j] = source[j, i] for four rows j of the source and <see cref="Count"/> rows i of the target.
    /// </summary>
    static abstract void TransposeBack(float* source, nint sourceRow, float* target, nint targetRow);

    /// <summary>
    /// table[i] for the integer i whose bits are each lane of <paramref name="indices"/>; the table has
    /// <paramref name="vectors"/> · <see cref="Count"/> values.
    /// </summary>
    static abstract TVector LookUp(float* table, int vectors, TVector indices);
}
