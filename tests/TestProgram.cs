using RnnMemory.Tests.Cli;
using Xunit.Runner.InProc.SystemConsole;

namespace RnnMemory.Tests;

/// <summary>The program of these tests: it runs them, or serves commands to them.</summary>
internal static class TestProgram
{
    private static async Task<int> Main(string[] args) => args is [CommandServer.Argument] ? CommandServer.Run() : await ConsoleRunner.Run(args);
}
