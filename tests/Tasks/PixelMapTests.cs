using System.Text.Json;
using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Measures;
using RnnMemory.Streams;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Tasks;

public sealed class PixelMapTests
{
    private const int Side = 28;

    [Fact]
    public void Original_shows_rows_and_transposed_columns()
    {
        // 2 rows of 3 pixels: 0 1 2 / 3 4 5.
        Assert.Equal([0, 1, 2, 3, 4, 5], Map(Representation.Original, 2, 3));
        Assert.Equal([0, 3, 1, 4, 2, 5], Map(Representation.Transposed, 2, 3));
        Assert.Equal([0, 1, 2, 3, 4, 5], Map(Representation.Flattened, 2, 3));
        Assert.Equal([0, 3, 1, 4, 2, 5], Map(Representation.TransposedFlattened, 2, 3));
        Assert.Equal((3, 2), Representation.Transposed.Shape(2, 3));
        Assert.Equal((6, 1), Representation.TransposedFlattened.Shape(2, 3));
    }

    public static TheoryData<Representation> All() => new(Enum.GetValues<Representation>());

    [Theory]
    [MemberData(nameof(All))]
    public void Every_representation_is_the_paper_s_definition_written_as_loops(Representation representation)
    {
        for (int index = 0; index < (representation.IsPermuted() ? 4 : 1); index++)
        {
            int[] expected = Defined(representation, index);
            Assert.Equal(expected, PixelMap.Of(representation, index, Side, Side).Pixels.ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_representation_shows_each_pixel_once(Representation representation) =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12], Gen.Int[0, 5]).Sample((rows, columns, index) =>
        {
            int[] shown = PixelMap.Of(representation, representation.IsPermuted() ? index : 0, rows, columns).Pixels.ToArray();
            Assert.Equal(Enumerable.Range(0, rows * columns), shown.Order());
        }, iter: 200);

    [Fact]
    public void Transposing_twice_is_the_original() =>
        Gen.Select(Gen.Int[1, 12], Gen.Int[1, 12]).Sample((rows, columns) =>
        {
            int[] once = Map(Representation.Transposed, rows, columns);
            int[] back = Map(Representation.Transposed, columns, rows);
            Assert.Equal(Enumerable.Range(0, rows * columns), back.Select(position => once[position]));
        });

    [Theory]
    [InlineData(Representation.Flattened, Side)]
    [InlineData(Representation.TransposedFlattened, 1)]
    public void Neighbours_across_lines_are_28_steps_apart(Representation representation, int distanceInImage)
    {
        // Claim MN-4: vertical neighbours when read row by row, horizontal ones when read column by column.
        int[] steps = new int[Side * Side];
        int[] pixels = Map(representation, Side, Side);
        for (int step = 0; step < pixels.Length; step++)
        {
            steps[pixels[step]] = step;
        }

        for (int pixel = 0; pixel < steps.Length; pixel++)
        {
            bool hasNeighbour = distanceInImage == Side ? pixel < Side * (Side - 1) : pixel % Side < Side - 1;
            Assert.True(!hasNeighbour || steps[pixel + distanceInImage] - steps[pixel] == Side);
        }
    }

    [Fact]
    public void Permutations_0_to_2_are_the_authors_own()
    {
        using FileStream file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "golden", "permutations.json"));
        JsonElement[] golden = [.. JsonDocument.Parse(file).RootElement.GetProperty("permutations").EnumerateArray()];
        Assert.Equal(9, golden.Length);
        Assert.All(golden, entry => Assert.Equal(
            entry.GetProperty("order").Deserialize<int[]>(),
            ImagePermutation.Of(Representations.Parse(entry.GetProperty("representation").GetString()!), entry.GetProperty("index").GetInt32(), Side, Side)));
    }

    [Fact]
    public void Further_permutations_and_other_sizes_are_our_own_and_differ()
    {
        int[][] orders =
        [
            .. from representation in Enum.GetValues<Representation>() where representation.IsPermuted()
               from index in Enumerable.Range(0, 6)
               select ImagePermutation.Of(representation, index, 8, 8),
            .. from representation in Enum.GetValues<Representation>() where representation.IsPermuted()
               from index in Enumerable.Range(3, 3)
               select ImagePermutation.Of(representation, index, Side, Side),
        ];
        Assert.Equal(orders.Length, orders.Select(order => string.Join(',', order)).Distinct().Count());
        Assert.All(orders, order => Assert.Equal(Enumerable.Range(0, order.Length), order.Order()));

        // By an independent Philox in Python. A change would change the meaning of every record of Digits.
        Assert.Equal([6, 7, 5, 3, 4, 1, 0, 2], ImagePermutation.Of(Representation.OriginalPermuted, 0, 8, 8));
    }

    [Theory]
    [InlineData(Representation.OriginalPermuted, 3, Side, Side)]
    [InlineData(Representation.TransposedPermuted, 0, Side, 14)]
    [InlineData(Representation.FlattenedPermuted, 2, 14, Side)]
    public void Permutation_of_our_own_is_that_index_of_the_stream_of_its_representation_and_size(
        Representation representation, int index, int rows, int columns) =>
        Assert.Equal(
            new RandomStream(0, $"permutation/{representation.Name()}/{rows}x{columns}")
                .Permutation(representation.Shape(rows, columns).Steps, (ulong)index),
            ImagePermutation.Of(representation, index, rows, columns));

    [Fact]
    public void Names_round_trip_and_an_unknown_one_is_refused()
    {
        Assert.All(Enum.GetValues<Representation>(), representation => Assert.Equal(representation, Representations.Parse(representation.Name())));
        Assert.Contains("Did you mean 'flattened'", Assert.Throws<UserError>(() => Representations.Parse("flattenned")).Message);
    }

    [Fact]
    public void Last_ink_of_mnist_is_at_row_24_5_and_column_22_2()
    {
        // Assumption D7.
        ImageSet test = MnistOrSkip.Load().Test;
        Assert.Equal(24.545, GeometricFloor.MeanLastInk(test, PixelMap.Of(Representation.Original, 0, Side, Side)), 0.0005);
        Assert.Equal(22.232, GeometricFloor.MeanLastInk(test, PixelMap.Of(Representation.Transposed, 0, Side, Side)), 0.0005);
        double[] permuted =
        [
            .. from representation in new[] { Representation.OriginalPermuted, Representation.TransposedPermuted }
               from index in Enumerable.Range(0, 3)
               select GeometricFloor.MeanLastInk(test, PixelMap.Of(representation, index, Side, Side)),
        ];
        Assert.All(permuted, floor => Assert.InRange(floor, 25.35, 28.0));
    }

    private static int[] Map(Representation representation, int rows, int columns) => PixelMap.Of(representation, 0, rows, columns).Pixels.ToArray();

    // One loop per definition of section 3.2, over a picture of pixel indices.
    private static int[] Defined(Representation representation, int index)
    {
        int[] p = representation.IsPermuted() ? ImagePermutation.Of(representation, index, Side, Side) : [];
        List<int> shown = [];
        for (int a = 0; a < Side; a++)
        {
            for (int b = 0; b < Side; b++)
            {
                (int row, int column) = representation switch
                {
                    Representation.Original or Representation.Flattened => (a, b),
                    Representation.Transposed or Representation.TransposedFlattened => (b, a),
                    Representation.OriginalPermuted => (p[a], b),
                    Representation.TransposedPermuted => (b, p[a]),
                    _ => (p[(a * Side) + b] / Side, p[(a * Side) + b] % Side),
                };
                shown.Add((row * Side) + column);
            }
        }

        return [.. shown];
    }
}
