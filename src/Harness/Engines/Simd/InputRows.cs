using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The inputs of a minibatch, rows (t, b), with a column of ones beside them, which makes the bias gradient one more row of
/// the input kernel's gradient. Where most inputs are zero, as in images, it lists those that are not: a term 0·w changes
/// no sum of finite terms, but for the sign of a zero.
/// </summary>
internal sealed unsafe class InputRows<TLanes, TVector> : IDisposable
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Narrower rows are multiplied before their zeros are found.</summary>
    private const int WidthWorthLooking = 16;

    /// <summary>A listed term costs about twice as much as one among all.</summary>
    private const int ShareWorthLeavingOut = 2;

    private readonly Shape s;
    private readonly bool looks;
    private readonly AlignedBuffer<float> values;
    private readonly AlignedBuffer<float> withinRow;

    // Of each row the columns that are not zero.
    private readonly AlignedBuffer<int> rowTerms;
    private readonly AlignedBuffer<int> rowLengths;

    public InputRows(Shape shape)
    {
        s = shape;
        looks = shape.I >= WidthWorthLooking;
        int rows = shape.T * shape.B;
        Stride = shape.I + 1;
        TermsRow = Shape.Pad(shape.I, shape.Lanes) + shape.Lanes;
        values = new AlignedBuffer<float>((rows * Stride) + shape.Lanes);
        withinRow = new AlignedBuffer<float>(shape.Lanes);
        rowTerms = new AlignedBuffer<int>(looks ? rows * TermsRow : 0);
        rowLengths = new AlignedBuffer<int>(looks ? rows : 0);
        int rest = shape.I % shape.Lanes;
        withinRow.Span[..(rest == 0 ? shape.Lanes : rest)].Fill(1f);
    }

    /// <summary>From one row to the next.</summary>
    public int Stride { get; }

    /// <summary>Whether the lists are made and short enough to be of use.</summary>
    public bool MostlyZero { get; private set; }

    /// <summary>From one row's <see cref="RowTerms"/> to the next's.</summary>
    public int TermsRow { get; }

    /// <summary>A row's inputs.</summary>
    public float* Row(int row) => values.Pointer + ((nint)row * Stride);

    /// <summary>The columns of a row's inputs that are not zero, ascending.</summary>
    public int* RowTerms(int row) => rowTerms.Pointer + ((nint)row * TermsRow);

    /// <summary>How many they are.</summary>
    public int* RowLengths(int row) => rowLengths.Pointer + row;

    /// <summary>Takes over the inputs [T, B, I].</summary>
    public void Copy(ReadOnlySpan<float> source)
    {
        fixed (float* from = source)
        {
            if (!looks)
            {
                CopyAll(from, source.Length);
                return;
            }

            // A row's last vector reads on into the next row, which the last rows do not have.
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

    /// <inheritdoc/>
    public void Dispose()
    {
        values.Dispose();
        withinRow.Dispose();
        rowTerms.Dispose();
        rowLengths.Dispose();
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

    // Returns how many are not zero.
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
