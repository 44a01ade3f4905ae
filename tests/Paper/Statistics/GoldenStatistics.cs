using System.Text.Json;

namespace RnnMemory.Tests.Paper.Statistics;

/// <summary>What R and SciPy computed; tests/golden/README.md says how.</summary>
internal static class GoldenStatistics
{
    public static JsonElement R { get; } = Read("statistics.json");

    public static JsonElement Behaviour { get; } = Read("behaviour.json");

    public static JsonElement Verdicts { get; } = Read("verdicts.json");

    public static IEnumerable<JsonElement> List(this JsonElement element, string name) => element.GetProperty(name).EnumerateArray();

    public static double Number(this JsonElement element, string name) => element.GetProperty(name).GetDouble();

    public static double[] Numbers(this JsonElement element, string name) => element.GetProperty(name).Deserialize<double[]>()!;

    private static JsonElement Read(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "golden", "statistics", file))).RootElement;
}
