using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts;

/// <summary>The example of Figs. 3 and 4, as the increment task presents it: 543, which is 20133 in base 4.</summary>
internal static class ExampleNumber
{
    private const int Number = 543;

    private static readonly IncrementSize Size = new(4, 5);

    /// <summary>Base 4.</summary>
    public static int Base => Size.Base;

    /// <summary>The digits that are shown and those of the successor, in an order of presentation.</summary>
    /// <param name="order">Position j shows digit order[j], counted from the lowest.</param>
    public static (byte[] Shown, byte[] Wanted) In(int[] order)
    {
        IncrementTaskSpec spec = new() { Base = Size.Base, Digits = Size.Digits, Order = DigitOrder.Complicated };
        IncrementLayout layout = new(spec, order);
        byte[] shown = new byte[Size.Digits], wanted = new byte[Size.Digits];
        layout.Present(NumberDigits.Of(Number, Size), shown, wanted, 1);
        return (shown, wanted);
    }

    /// <summary>Input and target sequence as the figures print them: the number twice; the number, then its successor.</summary>
    public static (string Input, string Target) Sequences(int[] order)
    {
        (byte[] shown, byte[] wanted) = In(order);
        string number = string.Concat(shown);
        return (number + number, number + string.Concat(wanted));
    }
}
