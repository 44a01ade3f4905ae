using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class RefusalTests
{
    // What each setting refuses is tested without a process.
    [Theory]
    [InlineData("rnu", "Unknown command 'rnu'. Did you mean 'run'?")]
    [InlineData("run", "Name an experiment")]
    [InlineData("run incremet", "Unknown experiment 'incremet'. Did you mean 'Increment'?")]
    [InlineData("run increment --profil paper", "Unknown option '--profil'. Did you mean '--profile'?")]
    [InlineData("run increment --profile quick --profile paper", "--profile")]
    [InlineData("run increment --seed one", "--seed: Seed must be a whole number")]
    [InlineData("run increment --set Increment:Epoch=3", "unknown setting 'Increment:Epoch'. Did you mean 'Increment:Epochs'")]
    [InlineData("run increment --settings no-such-file.json", "no-such-file.json cannot be read")]
    [InlineData("run increment --artifacts RnnMemory.sln", "RnnMemory.sln' cannot be written")]
    [InlineData("fingerprint --workers 0", "--workers must be at least 1, not 0")]
    [InlineData("fingerprint --engine torch", "Unknown engine 'torch'. Known: simd, scalar.")]
    public void Bad_input_gets_one_line_and_exit_code_2(string arguments, string complaint)
    {
        CliResult result = CommandHost.Run(arguments.Split(' '));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.StartsWith("rnn-memory: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains(complaint, result.Errors, StringComparison.Ordinal);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
        Assert.DoesNotContain("at RnnMemory", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Environment_variable_of_a_setting_is_checked_like_the_command_line()
    {
        CliResult result = CommandHost.Run(
            ["status", "increment"], new Dictionary<string, string> { ["RNN_MEMORY__Increment__Epoch"] = "3" }, RepositoryRoot.Find());

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("rnn-memory: environment variable RNN_MEMORY__Increment__Epoch: unknown setting", result.Errors, StringComparison.Ordinal);
    }
}
