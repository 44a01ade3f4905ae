using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    // From a disk that is full before the first file to one that holds all runs but has no space for the figures.
    [Theory]
    [InlineData(4)]
    [InlineData(36)]
    [InlineData(160)]
    public void Full_disk_is_told_in_a_line_and_the_same_command_goes_on_when_there_is_room(int kilobytes)
    {
        Shell.RequireMounts();
        string disk = Directory.CreateDirectory(folder["disk"]).FullName;

        CliResult result = Shell.RunWithMounts(
            $"""
            mount -t tmpfs -o size={kilobytes}k none '{disk}' || exit 99
            {TinyTraining.Command("run", disk, figures: true)} > '{folder["full.out"]}' 2> '{folder["full.err"]}'
            echo $? > '{folder["full.code"]}'
            mount -o remount,size=64m '{disk}' || exit 99
            {TinyTraining.Command("run", disk, figures: true)}
            code=$?
            cp -r '{disk}' '{folder["result"]}'
            exit $code
            """);

        string[] complaints = File.ReadAllLines(folder["full.err"]);
        Assert.InRange(complaints.Length, 1, 2);
        Assert.All(complaints, line => Assert.Matches("^rnn-memory: .*No space left on device", line));
        Assert.Matches("^[12]\n$", File.ReadAllText(folder["full.code"]));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        TinyTraining.AssertUndisturbedWithFigures(folder["result"]);
    }

    // Needs no special rights: the limit of a file's size.
    [Fact]
    public void File_that_may_not_grow_is_told_in_a_line_and_the_same_command_goes_on_when_it_may()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a shell that limits the size of files");
        const int blocksOf512 = 3;

        // The signal that the limit sends must not end the process, and the limit must not affect the runtime's own memory.
        CliResult limited = Shell.Run(
            $"trap '' XFSZ; export DOTNET_EnableWriteXorExecute=0; ulimit -f {blocksOf512}; exec {TinyTraining.Command("run", folder.Path)}");
        CliResult result = Shell.Run(TinyTraining.Command("run", folder.Path));

        Assert.Equal(1, limited.ExitCode);
        Assert.All(limited.Errors.Trim().Split('\n'), line => Assert.Matches("^rnn-memory: Cannot keep runs in .*File too large", line));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        TinyTraining.AssertUndisturbed(folder.Path);
    }
}
