using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Checks.Fingerprints;
using RnnMemory.Checks.Outcomes;
using RnnMemory.Reports;

namespace RnnMemory.Checks.Matrix;

/// <summary>`matrix`: the fingerprint on every kind of hardware that this machine has or can emulate.</summary>
internal static class MatrixCommand
{
    public static Command Create()
    {
        Option<string[]> only = new("--leg") { Description = "Only these legs.", AllowMultipleArgumentsPerToken = true };
        Command command = new("matrix", "Compare the fingerprint over instruction sets, compilers' tiers, workers and emulated processors.") { only };
        command.SetAction(parsed => Run([.. Chosen(parsed.GetValue(only) ?? [])]));
        return command;
    }

    private static IEnumerable<Leg> Chosen(string[] names) => names.Length == 0
        ? Legs.All
        : names.Select(name =>
            Legs.All.FirstOrDefault(leg => leg.Name == name) ?? throw UserError.Unknown("leg", name, Legs.All.Select(leg => leg.Name)));

    private static int Run(IReadOnlyList<Leg> legs)
    {
        IReadOnlyList<string> expected = ExpectedFingerprint.Read();
        LegRunner runner = new(expected);
        LegResult[] results = [.. legs.AsParallel().AsOrdered().Select(runner.Run)];
        Console.Write(TableFormat.Text(AsTable(results)));
        IReadOnlyList<string> repetitions = LegResult.Repetitions(results);
        foreach (string same in repetitions)
        {
            Console.WriteLine($"WRONG: {same} saw the same hardware");
        }

        int wrong = results.Count(result => result.Wrong is not null) + repetitions.Count;
        int skipped = results.Count(result => result.Skipped is not null);
        Console.WriteLine($"{results.Length - skipped} legs, {expected.Count} hashes each, compared with expected/; {skipped} skipped; {wrong} wrong");
        return wrong == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }

    private static Table AsTable(IReadOnlyList<LegResult> results) => Table.Of<LegResult>(
        "matrix",
        "The same fingerprint on every kind of hardware",
        results,
        [
            new("leg", result => result.Leg.Name),
            new("sees", result => string.Join(' ', (result.Printed?.Seen ?? new Dictionary<string, string>())
                .Where(pair => pair.Value == "yes").Select(pair => pair.Key))),
            new("lanes", result => result.Printed?.Seen["lanes"]),
            new("multiply-add", result => result.Printed?.Seen["multiply-add"]),
            new("libm", result => result.Printed?.Seen["libm"]),
            new("hashes", result => result.Outcome),
            new("seconds", result => result.Seconds, "F1"),
        ],
        results.Where(result => (result.Skipped ?? result.Wrong) is not null).Select(result => $"{result.Leg.Name}: {result.Skipped ?? result.Wrong}"));
}
