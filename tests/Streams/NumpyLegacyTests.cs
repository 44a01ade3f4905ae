using System.Text.Json;
using RnnMemory.Streams;
using Xunit;

namespace RnnMemory.Tests.Streams;

public sealed class NumpyLegacyTests
{
    [Fact]
    public void Words_of_seed_0_are_numpys()
    {
        var numpy = new NumpyLegacy(0);
        uint[] words = Vectors<uint[]>("seed0_uint32");
        Assert.Equal(16, words.Length);
        Assert.All(words, word => Assert.Equal(word, numpy.NextWord()));
    }

    [Fact]
    public void Doubles_of_seed_0_are_numpys()
    {
        var numpy = new NumpyLegacy(0);
        double[] doubles = Vectors<double[]>("seed0_random_sample");
        Assert.Equal(8, doubles.Length);
        Assert.All(doubles, value => Assert.Equal(value, numpy.NextUniform()));
    }

    [Fact]
    public void Permutations_of_seed_12345_are_numpys()
    {
        var numpy = new NumpyLegacy(12345);
        int[][] permutations = Vectors<int[][]>("seed12345_permutation10_then_100");
        Assert.Equal(2, permutations.Length);
        Assert.All(permutations, order => Assert.Equal(order, numpy.NextPermutation(order.Length)));
    }

    [Fact]
    public void Nine_permutations_of_the_authors_script_follow_from_seed_0()
    {
        var numpy = new NumpyLegacy(0);
        JsonElement[] permutations = [.. Golden("permutations.json").GetProperty("permutations").EnumerateArray()];
        Assert.Equal(9, permutations.Length);
        Assert.All(permutations, entry =>
        {
            int[] order = entry.GetProperty("order").Deserialize<int[]>()!;
            Assert.Equal(order, numpy.NextPermutation(order.Length));
        });
    }

    private static T Vectors<T>(string name) => Golden("mt19937.json").GetProperty(name).Deserialize<T>()!;

    private static JsonElement Golden(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", file))).RootElement;
}
