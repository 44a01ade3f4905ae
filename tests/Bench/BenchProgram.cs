using RnnMemory.Tests.Cli;

namespace RnnMemory.Tests.Bench;

/// <summary>`bench` in a separate process, as users run it.</summary>
internal static class BenchProgram
{
    public static CliResult Run(params IEnumerable<string> arguments)
    {
        using CliProcess bench = new(arguments, program: "RnnMemory.Bench.dll");
        return bench.Result();
    }
}
