namespace RnnMemory.Numerics;

/// <summary>Orthonormal rows in binary64, every sum in one fixed order.</summary>
public static class GramSchmidt
{
    /// <summary>
    /// Makes the rows orthonormal by modified Gram-Schmidt, from the first to the last. Each row is orthogonalised twice, which leaves it
    /// orthogonal up to rounding errors. The sign is fixed: a new row has a positive product with the old one, so independent normal rows
    /// give the uniform (Haar) distribution.
    /// </summary>
    /// <param name="rows">The rows: linearly independent, of equal length, and not more than their length.</param>
    /// <exception cref="ArgumentException">There are more rows than columns.</exception>
    public static void OrthonormaliseRows(double[][] rows)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            if (rows[r].Length < rows.Length)
            {
                throw new ArgumentException($"{rows.Length} rows of {rows[r].Length} values cannot be orthonormal.", nameof(rows));
            }

            for (int pass = 0; pass < 2; pass++)
            {
                for (int earlier = 0; earlier < r; earlier++)
                {
                    Subtract(rows[r], Dot(rows[r], rows[earlier]), rows[earlier]);
                }
            }

            double norm = Math.Sqrt(Dot(rows[r], rows[r]));
            for (int c = 0; c < rows[r].Length; c++)
            {
                rows[r][c] /= norm;
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int c = 0; c < a.Length; c++)
        {
            sum += a[c] * b[c];
        }

        return sum;
    }

    private static void Subtract(double[] row, double factor, double[] other)
    {
        for (int c = 0; c < row.Length; c++)
        {
            row[c] -= factor * other[c];
        }
    }
}
