using RnnMemory.Reports;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class FigureFontTests
{
    [Theory]
    [InlineData("Arial,DejaVu Serif,DejaVu Sans", "DejaVu Sans")]
    [InlineData("Times New Roman,arial", "Arial")]
    [InlineData("Zilla Slab,Source Sans 3,Fira Sans", "Fira Sans")]
    [InlineData("Zilla Slab,Bitter", "Bitter")]
    [InlineData("", null)]
    public void The_first_listed_family_that_is_installed_is_chosen(string installed, string? expected) =>
        Assert.Equal(expected, FigureFont.Choose(installed.Split(',', StringSplitOptions.RemoveEmptyEntries)));

    [Fact]
    public void A_machine_without_fonts_is_told_so_in_one_line()
    {
        Assert.Null(FigureFont.NoteFor("DejaVu Sans"));
        Assert.Contains("no font", FigureFont.NoteFor(null));
        Assert.DoesNotContain('\n', FigureFont.NoteFor(null)!);
    }
}
