using CsCheck;
using RnnMemory.Basics;
using RnnMemory.Settings;
using Xunit;

namespace RnnMemory.Tests.Settings;

public sealed class SeedListTests
{
    [Theory]
    [InlineData("3", new long[] { 3 })]
    [InlineData("0-4,9", new long[] { 0, 1, 2, 3, 4, 9 })]
    [InlineData(" 9 , 0 - 1 ", new long[] { 9, 0, 1 })]
    [InlineData("9223372036854775806", new long[] { long.MaxValue - 1 })]
    public void Numbers_and_ranges_are_read_in_their_order(string text, long[] seeds) => Assert.Equal(seeds, SeedList.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData("1,,2")]
    [InlineData("-3")]
    [InlineData("1-")]
    [InlineData("1-2-3")]
    [InlineData("2-1")]
    [InlineData("1.5")]
    [InlineData("+1")]
    [InlineData("9223372036854775807")]
    [InlineData("0-99999999999999")]
    [InlineData("0-3,2")]
    public void Anything_else_is_refused_in_one_line(string text) =>
        Assert.DoesNotContain('\n', Assert.Throws<UserError>(() => SeedList.Parse(text)).Message);

    [Fact]
    public void Ranges_mean_the_same_as_their_numbers() => Gen.Select(Gen.Int[0, 1000], Gen.Int[0, 99]).Sample((first, more) =>
        SeedList.Parse($"{first}-{first + more}")
            .SequenceEqual(SeedList.Parse(string.Join(',', Enumerable.Range(first, more + 1)))));
}
