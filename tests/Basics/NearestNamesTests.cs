using CsCheck;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Basics;

public sealed class NearestNamesTests
{
    private static readonly string[] Known = ["vanilla", "tanh", "lstm", "gru"];

    [Theory]
    [InlineData("GRU", "gru")]
    [InlineData("lsmt", "lstm")]
    [InlineData("vanila", "vanilla")]
    public void Slip_of_a_known_name_finds_it_first(string name, string expected) =>
        Assert.Equal(expected, NearestNames.Of(name, Known).First());

    [Fact]
    public void Message_lists_the_known_names_or_says_that_there_is_none()
    {
        Assert.Equal("Unknown cell 'gro'. Did you mean 'gru'? Known: vanilla, tanh, lstm, gru.", UserError.Unknown("cell", "gro", Known).Message);
        Assert.EndsWith(", run-139 and 60 more.", UserError.Unknown("run", "none", Enumerable.Range(100, 100).Select(i => $"run-{i}")).Message);
        Assert.Equal("Unknown option '--gro'. No option is known.", UserError.Unknown("option", "--gro", []).Message);
    }

    [Fact]
    public void Far_away_name_finds_none() => Assert.Empty(NearestNames.Of("transformer", Known));

    [Fact]
    public void One_edit_of_a_known_name_always_finds_it() =>
        Gen.Select(Gen.OneOfConst(Known), Gen.Int[0, 100], Gen.Char.AlphaNumeric).Sample((known, at, letter) =>
            NearestNames.Of(known.Insert(at % (known.Length + 1), $"{letter}"), Known).Contains(known));
}
