using RnnMemory.Cli.Showing;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>`rnn-memory status` as a process, and the table's way with long names.</summary>
public sealed class StatusTests
{
    [Theory]
    [InlineData("")]
    [InlineData("--profile paper")]
    [InlineData("--seeds 0-1 --set Mnist:SquareBox=true --set Mnist:ClipNorm=0.25 --set Mnist:AccuracySubset=5000 --set Mnist:Epochs=1000000 --set Increment:Permutation=0,2,1,4,3,5,6,8,7,9 --set Increment:Sizes=10x10")]
    public void Status_of_all_experiments_fits_80_columns(string options)
    {
        using BareRepository repository = new();

        CliResult result = repository.Run(["status", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.All(result.Output.Split('\n'), line => Assert.True(line.Length <= 80, $"{line.Length} characters: {line}"));
        Assert.All(["increment/", "mnist/", "digits/"], task => Assert.Contains($"\n{task}", result.Output));
    }

    [Theory]
    [InlineData("short", "short")]
    [InlineData("original@16@128@3e-05", "original@|16@128@|3e-05")]
    [InlineData("abcdefghijklmnopqrstuvw", "abcdefghij|klmnopqrst|uvw")]
    public void Long_name_is_cut_where_its_parts_end(string name, string parts) =>
        Assert.Equal(parts.Split('|'), StatusTable.Parts(name, 10));
}
