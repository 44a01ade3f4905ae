using RnnMemory.Streams;

namespace RnnMemory.Tasks;

/// <summary>The fixed orders of steps of the permuted representations (assumption B8).</summary>
public static class ImagePermutation
{
    /// <summary>Permutations of each kind that the authors drew.</summary>
    public const int Authors = 3;

    private const int AuthorsSide = 28;

    // The order in which the authors' script draws; it determines which representation gets which permutation.
    private static readonly Representation[] DrawOrder =
        [Representation.OriginalPermuted, Representation.TransposedPermuted, Representation.FlattenedPermuted];

    private static readonly Lazy<int[][]> AuthorsOrders = new(DrawAuthors);

    /// <summary>
    /// The order p of a permuted representation: step t shows step p[t] of its base. For 28 x 28 pixels, indices 0 to 2 are the authors'
    /// own, from numpy's generator with seed 0. All other permutations come from the stream
    /// "permutation/&lt;representation&gt;/&lt;rows&gt;x&lt;columns&gt;" of seed 0 at that index; like the authors', they are the same
    /// for all seeds of a run.
    /// </summary>
    /// <param name="representation">A permuted representation.</param>
    /// <param name="index">Counts from 0.</param>
    /// <param name="rows">Rows of an image.</param>
    /// <param name="columns">Columns of an image.</param>
    public static int[] Of(Representation representation, int index, int rows, int columns)
    {
        if (index < Authors && rows == AuthorsSide && columns == AuthorsSide)
        {
            return [.. AuthorsOrders.Value[(Authors * Array.IndexOf(DrawOrder, representation)) + index]];
        }

        var stream = new RandomStream(0, $"permutation/{representation.Name()}/{rows}x{columns}");
        return stream.Permutation(representation.Shape(rows, columns).Steps, (ulong)index);
    }

    private static int[][] DrawAuthors()
    {
        var numpy = new NumpyLegacy(0);
        return
        [
            .. DrawOrder.SelectMany(representation =>
                Enumerable.Range(0, Authors).Select(_ => numpy.NextPermutation(representation.Shape(AuthorsSide, AuthorsSide).Steps))),
        ];
    }
}
