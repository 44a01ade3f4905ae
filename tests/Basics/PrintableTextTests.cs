using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Basics;

public sealed class PrintableTextTests
{
    [Theory]
    [InlineData("plain, Ünicode ✓", "plain, Ünicode ✓")]
    [InlineData("two\r\nlines", "two lines")]
    [InlineData("\u001b[31mred\u0007", "\\u001b[31mred\\u0007")]
    [InlineData("a\u202eb", "a\\u202eb")]
    public void Text_stays_in_its_line_and_a_terminal_obeys_nothing_in_it(string text, string printed) =>
        Assert.Equal(printed, PrintableText.Of(text));
}
