using System.Globalization;
using RnnMemory.Bench.Measuring;

namespace RnnMemory.Bench.Sections;

/// <summary>Numbers as the tables show them.</summary>
internal static class Format
{
    public static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>Microseconds with three or four digits.</summary>
    public static string Time(double microseconds) => Number(microseconds, microseconds < 10 ? "0.00" : microseconds < 1000 ? "0.0" : "0");

    public static IEnumerable<string> Times(Spread spread) => [Time(spread.Median), Time(spread.Min), Time(spread.Max)];

    /// <summary>How many times as long: two digits or more.</summary>
    public static string Ratio(double ratio) => Number(ratio, ratio < 10 ? "0.0" : "0");

    /// <summary>Operations per microsecond as GFLOPS.</summary>
    public static string Gflops(double operationsPerMicrosecond) =>
        Number(operationsPerMicrosecond / 1000, operationsPerMicrosecond < 10_000 ? "0.0" : "0");

    public static string Percent(double share) => Number(100 * share, "0");
}
