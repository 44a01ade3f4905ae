using RnnMemory.Engines;
using RnnMemory.Tasks;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

/// <summary>The worked examples of section 3.1: 20133 in base 4, whose successor is 20200 (claims INC-2 and INC-3).</summary>
public sealed class IncrementFiguresTests
{
    private static readonly byte[] Number = [3, 3, 1, 0, 2];

    [Fact]
    public void Simple_order_of_figure_3_shows_and_wants_what_is_printed()
    {
        using Minibatch batch = Present(Spec(4, 5), Number);
        Assert.Equal("3310233102", string.Concat(Shown(batch, 4)));
        Assert.Equal("3310200202", string.Concat(Wanted(batch)));
    }

    // A scatter, new[p[j]] = old[j], would show 3 1 2 0 3.
    [Fact]
    public void Complicated_order_of_figure_4_gathers_by_the_printed_permutation()
    {
        IncrementTaskSpec spec = Spec(4, 5, DigitOrder.Complicated) with { Permutation = [4, 0, 1, 3, 2] };
        using Minibatch batch = Present(spec, Number);
        Assert.Equal("2330123301", string.Concat(Shown(batch, 4)));
        Assert.Equal("2330120002", string.Concat(Wanted(batch)));
    }

    [Fact]
    public void Reversed_order_puts_the_highest_digit_first()
    {
        using Minibatch batch = Present(Spec(4, 5, DigitOrder.Reversed), Number);
        Assert.Equal("2013320133", string.Concat(Shown(batch, 4)));
        Assert.Equal("2013320200", string.Concat(Wanted(batch)));
    }
}
