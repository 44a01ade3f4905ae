using System.CommandLine;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Damage;

/// <summary>`damage`: checks that damaged files are never accepted, for every bit and every length of every file of a run.</summary>
internal static class DamageCommand
{
    public static Command Create()
    {
        Option<int> everyBit = new("--every") { Description = "Flip every n-th bit only.", DefaultValueFactory = _ => 1 };
        Option<int> everyResume = new("--every-resume") { Description = "Measure a finished run, and train on an unfinished one, after every n-th only.", DefaultValueFactory = _ => 64 };
        Command command = new("damage", "Flip each bit of a run's files, cut each at each length and remove it; then read, report, measure and resume the run.") { everyBit, everyResume };
        command.SetAction(parsed => Try(parsed.GetValue(everyBit), parsed.GetValue(everyResume)));
        return command;
    }

    private static int Try(int everyBit, int everyResume)
    {
        using DamagedRuns runs = new(Console.WriteLine);
        DamageReport report = runs.Try(everyBit, everyResume);
        report.Wrong.ForEach(Console.WriteLine);
        Console.WriteLine(report);
        return report.Wrong.Count == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }
}
