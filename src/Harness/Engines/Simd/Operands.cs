namespace RnnMemory.Engines.Simd;

/// <summary>The operands of one <see cref="MatrixProduct{TLanes,TVector}"/>. Strides are in values and may be negative or zero.</summary>
internal unsafe ref struct Operands
{
    /// <summary>A[0, 0].</summary>
    public float* A;

    /// <summary>From A[m, k] to A[m + 1, k].</summary>
    public nint ARow;

    /// <summary>From A[m, k] to A[m, k + 1].</summary>
    public nint AStep;

    /// <summary>B[0, 0..].</summary>
    public float* B;

    /// <summary>From B[k, ..] to B[k + 1, ..].</summary>
    public nint BStep;

    /// <summary>From one panel of two vectors to the next.</summary>
    public nint BPanel;

    /// <summary>What the chains of row 0 start from; may be C itself.</summary>
    public float* Start;

    /// <summary>Distance between the starts of two rows; 0 when all rows start from the same values (a bias, or zeros).</summary>
    public nint StartRow;

    /// <summary>C[0, 0..].</summary>
    public float* C;

    /// <summary>From C[m, ..] to C[m + 1, ..].</summary>
    public nint CRow;

    /// <summary>Number of rows m.</summary>
    public int Rows;

    /// <summary>Number of vectors of n.</summary>
    public int Vectors;

    /// <summary>Number of terms, where <see cref="Lengths"/> is null.</summary>
    public int Length;

    /// <summary>The k of each term, ascending; null when they are 0..Length-1.</summary>
    public int* Terms;

    /// <summary>If each row has its own terms: distance between the terms of two rows.</summary>
    public nint TermsRow;

    /// <summary>If each row has its own terms: their number for each row; otherwise null.</summary>
    public int* Lengths;
}
