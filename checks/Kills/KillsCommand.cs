using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Checks.Machines;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Kills;

/// <summary>`kills`: checks with real processes that resumed runs equal uninterrupted ones.</summary>
internal static class KillsCommand
{
    public static Command Create()
    {
        Option<int> count = new("--count") { Description = "SIGKILLs that must hit a process that trains.", DefaultValueFactory = _ => 100 };
        Option<int> seed = new("--seed") { Description = "Of the random moments.", DefaultValueFactory = _ => 0 };
        Command command = new("kills", "Kill processes that train at random moments, go on, and compare everything with uninterrupted runs.") { count, seed };
        command.SetAction(parsed => Kill(parsed.GetValue(count), parsed.GetValue(seed)));
        return command;
    }

    private static int Kill(int count, int seed)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new UserError("kills needs POSIX signals.");
        }

        using KilledRuns runs = new(BuiltProgram.Dll, KillScenario.All, seed, Console.WriteLine);
        KillReport report = runs.Run(count);
        report.Wrong.ForEach(Console.WriteLine);
        Console.WriteLine(report);
        return report.Wrong.Count == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }
}
