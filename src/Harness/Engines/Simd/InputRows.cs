using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The inputs of a minibatch, rows (t, b), with a column of ones beside them, which makes the bias gradient one more row of the input
/// kernel's gradient. Where most inputs are zero, as in images, it lists the nonzero ones: a term 0·w does not change a sum of finite
/// terms, except for the sign of a zero. T time steps, B sequences in a minibatch, I inputs of a step.
/// </summary>
internal sealed unsafe class InputRows<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Below this width, looking for zeros costs more than it saves.</summary>
    private const int WidthWorthLooking = 16;

    /// <summary>A term from a list costs about twice as much as a term of a full row.</summary>
    private const int ShareWorthLeavingOut = 2;

    private readonly Shape s;
    private readonly bool looks;
    private readonly AlignedBuffer<float> values;
    private readonly AlignedBuffer<float> withinRow;

    // The nonzero columns of each row.
    private readonly AlignedBuffer<int> rowTerms;
    private readonly AlignedBuffer<int> rowLengths;

    /// <param name="shape">The sizes.</param>
    /// <param name="rows">The largest number of rows.</param>
    public InputRows(Shape shape, int rows)
    {
        s = shape;
        looks = shape.I >= WidthWorthLooking;
        Stride = shape.I + 1;
        TermsRow = Shape.Pad(shape.I, shape.Lanes) + shape.Lanes;
        values = new AlignedBuffer<float>((rows * Stride) + shape.Lanes);
        withinRow = new AlignedBuffer<float>(shape.Lanes);
        rowTerms = new AlignedBuffer<int>(looks ? rows * TermsRow : 0);
        rowLengths = new AlignedBuffer<int>(looks ? rows : 0);
        int rest = shape.I % shape.Lanes;
        withinRow.Span[..(rest == 0 ? shape.Lanes : rest)].Fill(1f);
    }

    /// <summary>Distance between rows.</summary>
    public int Stride { get; }

    /// <summary>Whether the lists have been made and are short enough to save time.</summary>
    public bool MostlyZero { get; private set; }

    /// <summary>Distance between the <see cref="RowTerms"/> of two rows.</summary>
    public int TermsRow { get; }

    /// <summary>A row's inputs.</summary>
    public float* Row(int row) => values.Pointer + ((nint)row * Stride);

    /// <summary>The columns of a row's nonzero inputs, ascending.</summary>
    public int* RowTerms(int row) => rowTerms.Pointer + ((nint)row * TermsRow);

    /// <summary>The number of a row's nonzero inputs.</summary>
    public int* RowLengths(int row) => rowLengths.Pointer + row;

    /// <summary>Copies the inputs [T, B, I].</summary>
    public void Copy(ReadOnlySpan<float> source)
    {
        fixed (float* from = source)
        {
            if (!looks)
            {
                CopyAll(from, source.Length);
                return;
            }

            // A row's last vector reads beyond the row's end, so the last rows need separate treatment.
            int read = Shape.Pad(s.I, s.Lanes);
            float* to = values.Pointer;
            int* lists = rowTerms.Pointer;
            int* lengths = rowLengths.Pointer;
            long terms = 0;
            for (int at = 0; at < source.Length; at += s.I, to += Stride, lists += TermsRow, lengths++)
            {
                *lengths = at + read <= source.Length ? CopyAndList(from + at, to, lists) : CopyAndListSingly(from + at, to, lists);
                terms += *lengths;
            }

            MostlyZero = terms * ShareWorthLeavingOut < source.Length;
        }
    }

    /// <summary>Copies the rows of symbols, [T, B].</summary>
    public void Copy(ReadOnlySpan<int> symbols, InputRows<TLanes, TVector> rows)
    {
        CopyRows(symbols, rows.values.Pointer, values.Pointer, Stride);
        MostlyZero = rows.MostlyZero;
        if (MostlyZero)
        {
            CopyRows(symbols, (float*)rows.rowTerms.Pointer, (float*)rowTerms.Pointer, TermsRow);
            for (int row = 0; row < symbols.Length; row++)
            {
                rowLengths.Pointer[row] = rows.rowLengths.Pointer[symbols[row]];
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        values.Dispose();
        withinRow.Dispose();
        rowTerms.Dispose();
        rowLengths.Dispose();
    }

    // Whole vectors: what is written beyond a row's end, the next row overwrites.
    private static void CopyRows(ReadOnlySpan<int> symbols, float* from, float* to, nint stride)
    {
        foreach (int symbol in symbols)
        {
            float* row = from + (symbol * stride);
            for (nint i = 0; i < stride; i += TLanes.Count)
            {
                TLanes.Store(to + i, TLanes.Load(row + i));
            }

            to += stride;
        }
    }

    private void CopyAll(float* from, int length)
    {
        float* to = values.Pointer;
        int width = s.I;
        for (float* x = from, end = from + length; x < end; to++)
        {
            for (int i = 0; i < width; i++)
            {
                *to++ = *x++;
            }

            *to = 1f;
        }
    }

    // Returns the number of nonzero inputs.
    private int CopyAndList(float* from, float* to, int* terms)
    {
        int length = 0;
        int i = 0;
        for (; i + TLanes.Count < s.I; i += TLanes.Count)
        {
            TVector x = TLanes.Load(from + i);
            TLanes.Store(to + i, x);
            length += TLanes.ListNonZero(x, i, terms + length);
        }

        TVector zero = TLanes.Broadcast(0f);
        TVector last = TLanes.Load(from + i);
        TLanes.Store(to + i, last);
        to[s.I] = 1f;
        return length + TLanes.ListNonZero(TLanes.IfGreater(TLanes.Load(withinRow.Pointer), zero, last, zero), i, terms + length);
    }

    private int CopyAndListSingly(float* from, float* to, int* terms)
    {
        int length = 0;
        for (int i = 0; i < s.I; i++)
        {
            to[i] = from[i];
            if (from[i] != 0)
            {
                terms[length++] = i;
            }
        }

        to[s.I] = 1f;
        return length;
    }
}
