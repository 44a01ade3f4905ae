using System.CommandLine;
using RnnMemory.Checks.Outcomes;

namespace RnnMemory.Checks.Fuzz;

/// <summary>`fuzz`: checks that no file content makes a reader crash, hang, or allocate memory because of a false header.</summary>
internal static class FuzzCommand
{
    public static Command Create()
    {
        Option<long> count = new("--count") { Description = "Mutated inputs in all, shared among the readers.", DefaultValueFactory = _ => 1_000_000 };
        Option<long> seed = new("--seed") { Description = "Seed of the mutations.", DefaultValueFactory = _ => 0 };
        Option<string?> only = new("--only") { Description = "One reader; with --first and --count 1 a finding is repeated." };
        Option<long> first = new("--first") { Description = "Number of the first input.", DefaultValueFactory = _ => 0 };
        Command command = new("fuzz", "Feed mutated files to every reader: IDX, gzip, CSV, settings, checkpoints, records, run ids, npz, safetensors.") { count, seed, only, first };
        command.SetAction(parsed => Fuzz(parsed.GetValue(count), parsed.GetValue(seed), parsed.GetValue(only), parsed.GetValue(first)));
        return command;
    }

    private static int Fuzz(long count, long seed, string? only, long first)
    {
        IReadOnlyList<FuzzTarget> all = FuzzTargets.All();
        FuzzTarget[] targets = [.. all.Where(target => only is null || target.Name == only)];
        if (targets.Length == 0)
        {
            throw Basics.UserError.Unknown("reader", only!, [.. all.Select(target => target.Name)]);
        }

        FuzzReport report = new Fuzzer(targets, seed).Run(first, (count + targets.Length - 1) / targets.Length);
        report.Wrong.ForEach(Console.WriteLine);
        Console.WriteLine(report);
        return report.Wrong.Count == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }
}
