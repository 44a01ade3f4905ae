using System.Text.RegularExpressions;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>Standard streams that are full, closed, or no longer read.</summary>
public sealed class LostOutputTests : IDisposable
{
    private const string Full = "> /dev/full";
    private const string Closed = ">&-";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("list", Full)]
    [InlineData("list", Closed)]
    [InlineData("--help", Full)]
    [InlineData("--help", Closed)]
    [InlineData("status increment", Full)]
    [InlineData("status increment", Closed)]
    public void Output_that_cannot_be_written_is_told_in_a_line(string command, string output)
    {
        RequireLinux();

        CliResult result = Shell.Run($"{Shell.RnnMemory} {command} {output}");

        Assert.Equal((1, ""), (result.ExitCode, result.Errors[(result.Errors.IndexOf('\n') + 1)..]));
        Assert.StartsWith($"rnn-memory: standard output cannot be written ({(output == Full ? "No space left on device" : "it is closed")})", result.Errors);
    }

    [Theory]
    [InlineData(Full, "2> ERRORS")]
    [InlineData(Closed, "2> ERRORS")]
    [InlineData(Closed, "2>&- <&-")]
    public void Run_without_output_trains_and_writes_the_same_files(string output, string errors)
    {
        RequireLinux();
        string artifacts = folder["artifacts"];

        CliResult result = Shell.Run($"{TinyTraining.Command("run", artifacts)} {output} {errors.Replace("ERRORS", $"'{folder["errors"]}'", StringComparison.Ordinal)}");

        Assert.Equal(1, result.ExitCode);
        TinyTraining.AssertUndisturbed(artifacts);
        Assert.All(File.Exists(folder["errors"]) ? File.ReadAllLines(folder["errors"]) : [], line => Assert.StartsWith("rnn-memory: standard output", line));
    }

    [Theory]
    [InlineData("run nonsense", "2>&-", 2)]
    [InlineData("run nonsense", "2> /dev/full", 2)]
    [InlineData("list --bogus", "2>&-", 2)]
    [InlineData("list", "2>&-", 0)]
    public void Lost_errors_leave_the_exit_code(string command, string errors, int exitCode)
    {
        RequireLinux();

        Assert.Equal(exitCode, Shell.Run($"{Shell.RnnMemory} {command} {errors}").ExitCode);
    }

    [Fact]
    public void Reader_that_has_had_enough_is_no_failure()
    {
        RequireLinux();

        CliResult result = Shell.Run($"({Shell.RnnMemory} settings; echo $? > '{folder["code"]}') | head -n 1");

        Assert.Equal("", result.Errors);
        Assert.Single(Regex.Matches(result.Output, "\n"));
        Assert.Equal("0\n", File.ReadAllText(folder["code"]));
    }

    private static void RequireLinux() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell and /dev/full");
}
