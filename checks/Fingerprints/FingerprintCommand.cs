using System.CommandLine;
using RnnMemory.Engines;

namespace RnnMemory.Checks.Fingerprints;

/// <summary>`fingerprint`: what this process sees of the processor, and the hashes that must be the same on any.</summary>
internal static class FingerprintCommand
{
    public static Command Create()
    {
        Option<string> engine = new("--engine") { Description = "Who trains: simd or scalar.", DefaultValueFactory = _ => "simd" };
        Option<int> workers = new("--workers") { Description = "Runs trained side by side.", DefaultValueFactory = _ => 1 };
        Command command = new("fingerprint", "Print the hardware this process sees and hashes that must be the same on any.") { engine, workers };
        command.SetAction(parsed => Print(
            new EngineCatalog(HarnessEngines.Entries)[parsed.GetRequiredValue(engine)], parsed.GetRequiredValue(workers)));
        return command;
    }

    private static void Print(EngineEntry engine, int workers)
    {
        foreach ((string name, string value) in Hardware.Seen())
        {
            Console.WriteLine($"seen {name}: {value}");
        }

        Console.WriteLine($"seen engine: {engine.Name}");
        Console.WriteLine($"seen workers: {workers}");
        foreach ((string name, string hash) in new Fingerprint(engine, workers).Hashes())
        {
            Console.WriteLine($"{hash}  {name}");
        }
    }
}
