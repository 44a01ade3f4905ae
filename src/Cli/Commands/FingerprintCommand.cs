using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Cli.Outcomes;
using RnnMemory.Engines;
using RnnMemory.Fingerprints;

namespace RnnMemory.Cli.Commands;

/// <summary>
/// `rnn-memory fingerprint`: the processor features that this process sees, and the hashes that must be the same on every processor.
/// </summary>
internal static class FingerprintCommand
{
    public static Command Create()
    {
        EngineCatalog sameBits = new(EngineCatalog.Known.Entries.Where(entry => entry.Numerics == EngineCatalog.Numerics));
        Option<string> engine = new("--engine")
        {
            Description = $"Who trains: {string.Join(" or ", sameBits.Names)}.",
            DefaultValueFactory = _ => "simd",
        };
        Option<int> workers = new("--workers") { Description = "Runs trained side by side.", DefaultValueFactory = _ => 1 };
        Option<bool> check = new("--check") { Description = "Compare with the hashes committed under expected/." };
        Command command = new("fingerprint", "Print the hardware this process sees and hashes that must be the same on any.") { engine, workers, check };
        command.SetAction(parsed => Print(
            sameBits[parsed.GetRequiredValue(engine)],
            parsed.GetRequiredValue(workers),
            parsed.GetValue(check)));
        return command;
    }

    private static int Print(EngineEntry engine, int workers, bool check)
    {
        if (workers < 1)
        {
            throw new UserError($"--workers must be at least 1, not {workers}.");
        }

        FingerprintText text = FingerprintText.Of(
            [.. Hardware.Seen(), ("engine", engine.Name), ("workers", $"{workers}")],
            new Fingerprint(engine, workers).Hashes());
        Console.Write(text);
        if (!check)
        {
            return ExitCodes.Fine;
        }

        string? difference = text.FirstDifference(ExpectedFingerprint.Read());
        Console.WriteLine(difference is null ? $"{text.Hashes.Count} hashes compared with expected/; 0 wrong" : $"WRONG: {difference}");
        return difference is null ? ExitCodes.Fine : ExitCodes.FingerprintDiffers;
    }
}
