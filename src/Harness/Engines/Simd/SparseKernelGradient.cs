using System.Runtime.CompilerServices;
using RnnMemory.Numerics;

namespace RnnMemory.Engines.Simd;

/// <summary>
/// The gradient of an input kernel where most inputs are zero: gradient[i, n] += input[row, i] · preGradient[row, n], rows
/// descending, for the inputs that a row lists. Each output is one chain, continued in memory from row to row.
/// </summary>
internal static unsafe class SparseKernelGradient<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Adds the terms of rows <paramref name="last"/> down to <paramref name="first"/>.</summary>
    /// <param name="inputs">The inputs and their lists.</param>
    /// <param name="first">Row (t, b) to end with.</param>
    /// <param name="last">Row (t, b) to begin with.</param>
    /// <param name="preGradient">Gradients with respect to the pre-activations of the last row.</param>
    /// <param name="stride">Distance between rows of those gradients.</param>
    /// <param name="gradients">The kernel's gradient, row 0.</param>
    /// <param name="width">Distance between rows of the kernel's gradient.</param>
    /// <param name="vectors">Vectors of each row.</param>
    public static void Add(
        InputRows<TLanes, TVector> inputs, int first, int last, float* preGradient, int stride, float* gradients, int width, int vectors)
    {
        int vector = 0;
        for (; vector + 8 <= vectors; vector += 8)
        {
            AddEight(inputs, first, last, preGradient + (vector * TLanes.Count), stride, gradients + (vector * TLanes.Count), width);
        }

        for (; vector < vectors; vector++)
        {
            AddOne(inputs, first, last, preGradient + (vector * TLanes.Count), stride, gradients + (vector * TLanes.Count), width);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEight(
        InputRows<TLanes, TVector> inputs, int first, int last, float* dz, nint stride, float* gradients, nint width)
    {
        (nint xStride, nint termsRow) = (inputs.Stride, inputs.TermsRow);
        float* x = inputs.Row(last);
        int* terms = inputs.RowTerms(last);
        int* lengths = inputs.RowLengths(last);
        for (int row = last; row >= first; row--, x -= xStride, terms -= termsRow, lengths--, dz -= stride)
        {
            nint length = *lengths;
            TVector dz0 = TLanes.Load(dz);
            TVector dz1 = TLanes.Load(dz + TLanes.Count);
            TVector dz2 = TLanes.Load(dz + (2 * TLanes.Count));
            TVector dz3 = TLanes.Load(dz + (3 * TLanes.Count));
            TVector dz4 = TLanes.Load(dz + (4 * TLanes.Count));
            TVector dz5 = TLanes.Load(dz + (5 * TLanes.Count));
            TVector dz6 = TLanes.Load(dz + (6 * TLanes.Count));
            TVector dz7 = TLanes.Load(dz + (7 * TLanes.Count));
            for (nint term = 0; term < length; term++)
            {
                nint i = terms[term];
                TVector xi = TLanes.Broadcast(x[i]);
                float* g = gradients + (i * width);
                Continue(g, xi, dz0);
                Continue(g + TLanes.Count, xi, dz1);
                Continue(g + (2 * TLanes.Count), xi, dz2);
                Continue(g + (3 * TLanes.Count), xi, dz3);
                Continue(g + (4 * TLanes.Count), xi, dz4);
                Continue(g + (5 * TLanes.Count), xi, dz5);
                Continue(g + (6 * TLanes.Count), xi, dz6);
                Continue(g + (7 * TLanes.Count), xi, dz7);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddOne(InputRows<TLanes, TVector> inputs, int first, int last, float* dz, nint stride, float* gradients, nint width)
    {
        (nint xStride, nint termsRow) = (inputs.Stride, inputs.TermsRow);
        float* x = inputs.Row(last);
        int* terms = inputs.RowTerms(last);
        int* lengths = inputs.RowLengths(last);
        for (int row = last; row >= first; row--, x -= xStride, terms -= termsRow, lengths--, dz -= stride)
        {
            nint length = *lengths;
            TVector dz0 = TLanes.Load(dz);
            for (nint term = 0; term < length; term++)
            {
                nint i = terms[term];
                Continue(gradients + (i * width), TLanes.Broadcast(x[i]), dz0);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Continue(float* chain, TVector x, TVector dz) => TLanes.Store(chain, TLanes.Fma(x, dz, TLanes.Load(chain)));
}
