using RnnMemory.Tests.Cli;

namespace RnnMemory.Tests.Bench;

/// <summary>`bench` as its users have it: a process of its own.</summary>
internal static class BenchProgram
{
    public static CliResult Run(params IEnumerable<string> arguments)
    {
        using CliProcess bench = new(arguments, program: "RnnMemory.Bench.dll");
        return bench.Result();
    }
}
