using System.CommandLine;
using System.Globalization;
using RnnMemory.Basics;
using RnnMemory.Checks.Machines;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Scale;

/// <summary>`scale`: times the commands for many runs on a run store of simulated ones.</summary>
internal static class ScaleCommand
{
    // Nine models in the simple order and in eleven permutations, as the increment experiment plans them for one seed.
    private const int ModelsOfSeed = 108;

    private const int MostSeeds = 1000;

    public static Command Create()
    {
        Option<int> runs = new("--runs") { Description = "About how many runs to simulate.", DefaultValueFactory = _ => 1000 };
        Command command = new("scale", "Time submit and status on a run store of simulated runs.") { runs };
        command.SetAction(parsed => Measure(parsed.GetValue(runs)));
        return command;
    }

    private static int Measure(int wanted)
    {
        int seeds = (wanted + ModelsOfSeed - 1) / ModelsOfSeed;
        if (seeds is < 1 or > MostSeeds)
        {
            throw new UserError($"--runs: expected 1 to {ModelsOfSeed * MostSeeds}, got {wanted}.");
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-scale-");
        try
        {
            SimulatedRuns simulated = new(BuiltProgram.Dll, folder.FullName, seeds);
            Show("submit --dry-run, nothing done", simulated.Submit());
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{simulated.Write()} runs simulated."));
            Show("status, all done", simulated.Status());
            Show("submit --dry-run, all done", simulated.Submit());
            Console.WriteLine("Seconds of a new process each, of two in turn.");
            return ExitCodes.Fine;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Show(string what, IReadOnlyList<TimeSpan> times) => Console.WriteLine(
        $"{what,-32}{string.Join("", times.Select(time => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds,8:F2}")))}");
}
