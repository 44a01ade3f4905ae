using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

public sealed class ReadOnlyFolderTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Read_only_folder_is_told_in_a_line_can_be_looked_at_and_loses_nothing()
    {
        Shell.RequireMounts();
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;

        CliResult result = Shell.RunWithMounts(
            $"""
            mount -t tmpfs none '{disk}' || exit 99
            {TinyTraining.Command("run", disk)} --set Digits:Representations=original > /dev/null || exit 98
            mount -o remount,ro '{disk}' || exit 99
            {TinyTraining.Command("run", disk)} > '{folder["run.out"]}' 2> '{folder["run.err"]}'
            echo $? > '{folder["run.code"]}'
            {TinyTraining.Command("status", disk)} > '{folder["status"]}' || exit 97
            mount -o remount,rw '{disk}' || exit 99
            {TinyTraining.Command("run", disk)}
            code=$?
            cp -r '{disk}' '{folder["result"]}'
            exit $code
            """);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal("2", File.ReadAllText(folder["run.code"]).Trim());
        Assert.Matches("^rnn-memory: The artifacts folder .* cannot be written: .*Read-only.* Choose another with --artifacts.\n$", File.ReadAllText(folder["run.err"]));
        Assert.Contains("2 runs: 1 done, 1 not started.", File.ReadAllText(folder["status"]), StringComparison.Ordinal);
        TinyTraining.AssertUndisturbed(folder["result"]);
    }
}
