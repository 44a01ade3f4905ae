using System.Buffers;
using System.Diagnostics;
using System.Text.RegularExpressions;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Build;

public sealed partial class TidinessTests
{
    private static readonly SearchValues<char> ShellExpands = SearchValues.Create("{}[]*?$ ~!");
    private const int MostLines = 400;
    private const int LongestLine = 140;

    [Fact]
    public void No_file_has_a_name_that_a_shell_expands()
    {
        string[] files = Versioned();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, name => name.AsSpan().ContainsAny(ShellExpands));
    }

    [Fact]
    public void No_source_file_is_long() => None(
        from folder in new[] { "src", "experiments", "bench", "checks" }
        from path in Sources.Paths(folder)
        let lines = Sources.Text(path).Split('\n').Length - 1
        where lines > MostLines
        select $"{path}: {lines} lines");

    [Fact]
    public void No_line_outside_tests_is_long() => None(
        from folder in new[] { "src", "experiments", "bench", "checks" }
        from path in Sources.Paths(folder)
        from line in Sources.Text(path).Split('\n').Select((text, i) => (Text: text.TrimEnd('\r'), Number: i + 1))
        where IsLong(line.Text)
        select $"{path}:{line.Number} has {line.Text.Length} characters");

    [Theory]
    [InlineData(false, 140, "")]
    [InlineData(true, 141, "")]
    [InlineData(false, 60, "\"a string that is not broken, since one would no longer find it by searching for its words, long as it is\";")]
    [InlineData(true, 141, "\"a string on a line that is too long without it\"")]
    public void Line_is_long_unless_a_string_makes_it_so(bool isLong, int code, string text) =>
        Assert.Equal(isLong, IsLong(new string('x', code) + text));

    // The message lists all of them; Assert.Empty would cut it short.
    private static void None(IEnumerable<string> wrong) => Assert.True(!wrong.Any(), string.Join('\n', wrong));

    // A string or an address may make its line too long, since it must stay searchable.
    private static bool IsLong(string line) => line.Length > LongestLine && Unbreakable().Replace(line, "").Length > LongestLine;

    private static string[] Versioned()
    {
        string root = RepositoryRoot.Find();
        Assert.SkipUnless(Path.Exists(Path.Combine(root, ".git")), "this is no working copy under version control");
        ProcessStartInfo start = new("git", ["ls-files", "-z"]) { WorkingDirectory = root, RedirectStandardOutput = true };
        using Process git = Process.Start(start)!;
        string output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex("""\$?"(\\.|[^"\\])*"|https?://\S+""")]
    private static partial Regex Unbreakable();
}
