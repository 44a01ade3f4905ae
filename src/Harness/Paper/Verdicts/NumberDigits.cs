using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts;

/// <summary>Numbers as the increment task has them: digits, lowest first.</summary>
internal static class NumberDigits
{
    /// <summary>The digits of a number, [N], lowest first.</summary>
    public static byte[] Of(int number, IncrementSize size)
    {
        byte[] digits = new byte[size.Digits];
        for (int i = 0; i < digits.Length; i++)
        {
            (number, int digit) = Math.DivRem(number, size.Base);
            digits[i] = (byte)digit;
        }

        return digits;
    }

    /// <summary>The number that has these digits, lowest first.</summary>
    public static int Value(IEnumerable<byte> digits, int radix) =>
        digits.Reverse().Aggregate(0, (value, digit) => (value * radix) + digit);
}
