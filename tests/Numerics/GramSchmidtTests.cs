using RnnMemory.Numerics;
using Xunit;

namespace RnnMemory.Tests.Numerics;

public sealed class GramSchmidtTests
{
    // Läuchli's matrix: its rows are so close that one pass of projections leaves products of about 1e-7.
    [Fact]
    public void Nearly_parallel_rows_become_orthonormal_to_the_last_bits()
    {
        const double Small = 1e-7;
        double[][] rows = [[1, Small, 0, 0], [1, 0, Small, 0], [1, 0, 0, Small]];

        GramSchmidt.OrthonormaliseRows(rows);

        for (int r = 0; r < 3; r++)
        {
            for (int s = 0; s <= r; s++)
            {
                Assert.Equal(r == s ? 1 : 0, rows[r].Zip(rows[s], (a, b) => a * b).Sum(), 1e-15);
            }
        }
    }

    [Fact]
    public void First_row_keeps_its_direction_and_each_later_one_its_side()
    {
        double[][] rows = [[3, 4], [-1, 0]];

        GramSchmidt.OrthonormaliseRows(rows);

        Assert.Equal([0.6, 0.8, -0.8, 0.6], rows.SelectMany(row => row).Select(value => Math.Round(value, 15)));
    }
}
