using RnnMemory.Paper.Observed;
using RnnMemory.Paper.Verdicts.Claims;
using Xunit;

namespace RnnMemory.Tests.Paper.Claims;

public sealed class InkClaimsTests
{
    private static readonly RunObservations Runs = World.Of(0);

    [Fact]
    public void Lines_with_ink_are_counted_by_the_images_that_have_ink_there()
    {
        // 22 columns and 24 rows are blank in 100 of 10,000 images, the others in 9,990.
        Assert.Equal((Side.Above, "21.79 columns, 23.76 rows"), Second(Runs));

        RunObservations turned = Runs with
        {
            Ink = Runs.Ink! with { BlankRows = Runs.Ink.BlankColumns, BlankColumns = Runs.Ink.BlankRows },
        };
        Assert.Equal((Side.Below, "23.76 columns, 21.79 rows"), Second(turned));

        static (Side, string?) Second(RunObservations runs) => (Finding(runs, 1).Side, Finding(runs, 1).Note);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(26)]
    [InlineData(27)]
    public void Each_of_the_first_and_last_two_columns_must_be_blank(int column)
    {
        int[] blank = [.. Runs.Ink!.BlankColumns];
        blank[column] = 8_999;

        Assert.Equal(Side.Above, Finding(Runs, 0).Side);
        Assert.Equal(Side.Below, Finding(Runs with { Ink = Runs.Ink with { BlankColumns = blank } }, 0).Side);
    }

    [Fact]
    public void Shape_of_digits_is_their_height_less_their_width() =>
        Assert.Equal(19.76 - 15.57, RawFindings.Of(Runs, "MN-12").Single().Estimate!.Value, 1e-12);

    private static Finding Finding(RunObservations runs, int place) => RawFindings.Of(runs, "MN-13")[place];
}
