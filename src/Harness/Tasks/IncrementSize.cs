using System.Globalization;
using RnnMemory.Basics;

namespace RnnMemory.Tasks;

/// <summary>A size of the increment task as written in settings and run ids: "KxN", e.g. "2x32".</summary>
/// <param name="Base">K, the base of the numeral system, 2 to 256.</param>
/// <param name="Digits">N, the number of digits, 1 to 10000.</param>
public readonly record struct IncrementSize(int Base, int Digits)
{
    /// <summary>The largest N.</summary>
    internal const int MostDigits = 10_000;

    /// <summary>Reads "KxN".</summary>
    /// <exception cref="UserError">The text is not of that form, or a number is out of range.</exception>
    public static IncrementSize Parse(string text)
    {
        string[] parts = text.Split('x');
        if (parts.Length != 2 || !Number(parts[0], out int k) || !Number(parts[1], out int n))
        {
            throw new UserError($"'{text}' is not a size: expected KxN, base and number of digits, e.g. 2x32.");
        }

        if (k is < 2 or > 256)
        {
            throw new UserError($"'{text}' is not a size: the base K must be 2 to 256, not {k}.");
        }

        return n is >= 1 and <= MostDigits
            ? new IncrementSize(k, n)
            : throw new UserError($"'{text}' is not a size: the number of digits N must be 1 to {MostDigits}, not {n}.");
    }

    /// <summary>"KxN".</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Base}x{Digits}");

    private static bool Number(string text, out int value) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
