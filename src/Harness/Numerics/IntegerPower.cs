namespace RnnMemory.Numerics;

/// <summary>Powers with the same bits on every machine, unlike Math.Pow, which calls the C runtime.</summary>
internal static class IntegerPower
{
    /// <summary>x^n by repeated squaring in binary64, from the lowest bit of n up.</summary>
    /// <param name="x">The base.</param>
    /// <param name="n">The exponent, at least 0.</param>
    public static double Of(double x, long n)
    {
        double power = 1;
        for (; n > 0; n >>= 1, x *= x)
        {
            if ((n & 1) != 0)
            {
                power *= x;
            }
        }

        return power;
    }
}
