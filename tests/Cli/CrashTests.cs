using RnnMemory.Basics;
using RnnMemory.Cli;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class CrashTests
{
    [Fact]
    public void Unexpected_exception_exits_with_70_and_leaves_its_details_in_a_file()
    {
        string marker = Guid.NewGuid().ToString("N");

        int exitCode = CommandLine.Guarded(["run", marker], () => throw new InvalidOperationException("what nobody expected"));

        string artifacts = Path.Combine(RepositoryRoot.Find(), "artifacts");
        string file = Assert.Single(Directory.GetFiles(artifacts, "crash-*.txt"), file => File.ReadAllText(file).Contains(marker, StringComparison.Ordinal));
        string details = File.ReadAllText(file);
        File.Delete(file);
        Assert.Equal(70, exitCode);
        Assert.Contains("InvalidOperationException: what nobody expected", details, StringComparison.Ordinal);
        Assert.Contains("at RnnMemory", details, StringComparison.Ordinal);
    }

    [Fact]
    public void User_error_exits_with_2() => Assert.Equal(2, CommandLine.Guarded([], () => throw new UserError("mend this")));
}
