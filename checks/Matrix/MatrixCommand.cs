using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Checks.Browsers;
using RnnMemory.Checks.Outcomes;
using RnnMemory.Fingerprints;
using RnnMemory.Reports;

namespace RnnMemory.Checks.Matrix;

/// <summary>
/// `matrix`: the fingerprint on every kind of hardware that this machine has or can emulate, and the page's engine in its browsers.
/// </summary>
internal static class MatrixCommand
{
    public static Command Create()
    {
        Option<string[]> only = new("--leg") { Description = "Only these legs.", AllowMultipleArgumentsPerToken = true };
        Command command = new("matrix", "Compare hashes over instruction sets, compilers' tiers, workers, emulated processors and browsers.") { only };
        command.SetAction(parsed => Run([.. Chosen(parsed.GetValue(only) ?? [])]));
        return command;
    }

    private static IEnumerable<Leg> Chosen(string[] names) => names.Length == 0
        ? Legs.All
        : names.Select(name =>
            Legs.All.FirstOrDefault(leg => leg.Name == name) ?? throw UserError.Unknown("leg", name, Legs.All.Select(leg => leg.Name)));

    private static int Run(IReadOnlyList<Leg> legs)
    {
        LegRunner runner = new(ExpectedFingerprint.Read(), CarriedEpoch.All());
        foreach (Leg leg in legs)
        {
            // A variable that misnames a browser ends the command here, in one line; the parallel query would wrap its error.
            _ = LegRunner.Obstacle(leg);
        }

        LegResult[] results = [.. legs.AsParallel().AsOrdered().Select(runner.Run)];
        Console.Write(TableFormat.Text(AsTable(results)));
        IReadOnlyList<string> repetitions = LegResult.Repetitions(results);
        foreach (string same in repetitions)
        {
            Console.WriteLine($"WRONG: {same} saw the same hardware");
        }

        int wrong = results.Count(result => result.Wrong is not null) + repetitions.Count;
        int skipped = results.Count(result => result.Skipped is not null);
        Console.WriteLine($"{Compared(runner, results)}, compared with expected/; {skipped} skipped; {wrong} wrong");
        return wrong == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }

    // E.g. "17 legs with 65 hashes each and 2 with 12".
    private static string Compared(LegRunner runner, IEnumerable<LegResult> results)
    {
        (int Hashes, int Legs)[] groups =
        [
            .. from result in results
               where result.Skipped is null
               group result by runner.Expected(result.Leg).Count into same
               select (same.Key, same.Count()),
        ];
        return groups.Length == 0 ? "0 legs" : string.Join(" and ", groups.Select((group, i) => i == 0
            ? $"{group.Legs} {(group.Legs == 1 ? "leg" : "legs")} with {group.Hashes} hashes each"
            : $"{group.Legs} with {group.Hashes}"));
    }

    private static Table AsTable(IReadOnlyList<LegResult> results) => Table.Of<LegResult>(
        "matrix",
        "The same hashes on every kind of hardware and in every browser",
        results,
        [
            new("leg", result => result.Leg.Name),
            new("sees", result => result.Sees),
            new("lanes", result => result.Printed?.Seen["lanes"]),
            new("multiply-add", result => result.Printed?.Seen["multiply-add"]),
            new("libm", result => result.Printed?.Seen["libm"]),
            new("hashes", result => result.Outcome),
            new("seconds", result => result.Seconds, "F1"),
        ],
        results.Where(result => (result.Skipped ?? result.Wrong) is not null).Select(result => $"{result.Leg.Name}: {result.Skipped ?? result.Wrong}"));
}
