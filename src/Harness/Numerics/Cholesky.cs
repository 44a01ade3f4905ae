namespace RnnMemory.Numerics;

/// <summary>
/// Solves systems with a symmetric positive definite matrix in binary64. Every sum runs in ascending order of its terms, with +, -, x, /
/// and square roots alone, so the bits are the same everywhere.
/// </summary>
public static class Cholesky
{
    /// <summary>Solves A X = B.</summary>
    /// <param name="a">A, [n, n]; its lower triangle becomes the factor L with A = L Lᵀ.</param>
    /// <param name="n">Number of unknowns.</param>
    /// <param name="b">B, [n, columns]; becomes X.</param>
    /// <param name="columns">Number of right sides.</param>
    /// <exception cref="ArithmeticException">A is not positive definite.</exception>
    public static void Solve(double[] a, int n, double[] b, int columns)
    {
        Factor(a, n);
        for (int i = 0; i < n; i++)
        {
            for (int k = 0; k < i; k++)
            {
                Subtract(b.AsSpan(i * columns, columns), a[(i * n) + k], b.AsSpan(k * columns, columns));
            }

            Divide(b.AsSpan(i * columns, columns), a[(i * n) + i]);
        }

        for (int i = n - 1; i >= 0; i--)
        {
            for (int k = i + 1; k < n; k++)
            {
                Subtract(b.AsSpan(i * columns, columns), a[(k * n) + i], b.AsSpan(k * columns, columns));
            }

            Divide(b.AsSpan(i * columns, columns), a[(i * n) + i]);
        }
    }

    private static void Factor(double[] a, int n)
    {
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = a[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= a[(i * n) + k] * a[(j * n) + k];
                }

                if (i == j && sum <= 0)
                {
                    throw new ArithmeticException($"Pivot {j} is {sum}: the matrix is not positive definite.");
                }

                a[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / a[(j * n) + j];
            }
        }
    }

    private static void Subtract(Span<double> row, double factor, ReadOnlySpan<double> other)
    {
        for (int c = 0; c < row.Length; c++)
        {
            row[c] -= factor * other[c];
        }
    }

    private static void Divide(Span<double> row, double by)
    {
        for (int c = 0; c < row.Length; c++)
        {
            row[c] /= by;
        }
    }
}
