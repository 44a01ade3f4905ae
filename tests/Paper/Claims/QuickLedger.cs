using RnnMemory.Paper;

namespace RnnMemory.Tests.Paper.Claims;

/// <summary>The registered ledger with fewer draws in each simulation, so that a test takes a moment.</summary>
internal static class QuickLedger
{
    /// <summary>The ledger.</summary>
    public static Ledger Ledger { get; } = Edited("", text => text);

    /// <summary>The ledger with one file edited.</summary>
    public static Ledger Edited(string file, Func<string, string> edit) => Read(name =>
    {
        string text = RegisteredFile.Embedded(name);
        string edited = name == file ? edit(text) : text;
        Assert(name != file || edited != text);
        return name == "verdict-rule.json" ? edited.Replace("\"monte_carlo_draws\": 100000", "\"monte_carlo_draws\": 2000", StringComparison.Ordinal) : edited;
    });

    /// <summary>The registration of a file with that edit alone.</summary>
    public static Registration Registration(string file, Func<string, string> edit) =>
        Read(name => name == file ? edit(RegisteredFile.Embedded(name)) : RegisteredFile.Embedded(name)).Registrations.Single(registration => registration.File == file);

    private static Ledger Read(Func<string, string> text) =>
        Ledger.Read(text("published.json"), text("claims.json"), text("assumptions.json"), text("verdict-rule.json"));

    private static void Assert(bool changed) => Xunit.Assert.True(changed, "The edit changed nothing.");
}
