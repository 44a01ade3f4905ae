using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>A current folder that is gone, and memory that is not enough.</summary>
public sealed class ScarceResourcesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public ScarceResourcesTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a POSIX shell and a folder that can be deleted while in use");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Deleted_current_folder_does_not_matter()
    {
        CliResult result = Shell.Run($"{Gone} {TinyTraining.Command("run", folder["artifacts"])}");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Contains(folder["artifacts/Digits/"], result.Output);
        TinyTraining.AssertUndisturbed(folder["artifacts"]);
    }

    [Theory]
    [InlineData("status increment --artifacts nearby", "nearby")]
    [InlineData("audit --artifacts nearby", "nearby")]
    public void Path_below_a_deleted_current_folder_is_refused_in_a_line(string command, string path)
    {
        CliResult result = Shell.Run($"{Gone} {Shell.RnnMemory} {command}");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Equal(
            $"rnn-memory: '{path}' is relative to the current folder, which has been deleted. Change to a folder that exists, or give a full path.\n",
            result.Errors);
    }

    [Fact]
    public void Run_that_needs_more_memory_than_there_is_is_told_in_a_line_and_the_others_go_on()
    {
        CliResult result = Shell.Run(
            "export DOTNET_GCHeapHardLimit=0x4000000; "
            + $"{Shell.RnnMemory} run increment --workers 1 --artifacts '{folder["artifacts"]}' --set Increment:Sizes=2x4,10x32 --set Increment:Holdout=3000000 "
            + "--set Increment:Epochs=1 --set Increment:UpdatesPerEpoch=8 --set Increment:Cells=gru --set Increment:Orders=simple");

        Assert.Equal(1, result.ExitCode);
        Assert.Matches($"^rnn-memory: Run 'increment/10x32/gru/[^']*': {Regex.Escape(OutOfMemory.Message)}\\n$", result.Errors);
        Assert.Contains("trained", result.Output);
        Assert.Single(Directory.GetFiles(folder["artifacts"], "done.json", SearchOption.AllDirectories));
    }

    private string Gone => $"mkdir '{folder["gone"]}'; cd '{folder["gone"]}'; rmdir '{folder["gone"]}';";
}
