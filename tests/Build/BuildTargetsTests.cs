using System.Xml.Linq;
using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Build;

public sealed class BuildTargetsTests
{
    private static readonly string Root = RepositoryRoot.Find();

    internal static readonly string[] Targets =
        [.. XDocument.Load(Path.Combine(Root, "build", "targets.proj")).Descendants("Entry").Select(entry => entry.Attribute("Include")!.Value)];

    [Fact]
    public void Targets_are_those_of_the_readme() =>
        Assert.Equal(["restore", "build", "test", "reproduce", "reproduce-all", "verdict", "report", "bench", "fingerprint", "matrix", "elementary", "kills", "damage", "fuzz", "publish", "publication", "scale", "clean"], Targets);

    [Fact]
    public void Solution_has_every_target_under_its_own_spelling()
    {
        // The targets that every solution has must not be replaced.
        string[] builtIn = ["restore", "build", "publish", "clean"];
        (string Target, string Name)[] solution =
        [
            .. XDocument.Load(Path.Combine(Root, "Directory.Solution.targets")).Descendants("Target")
                .Where(target => target.Element("MSBuild")!.Attribute("Projects")!.Value == "$(TargetsFile)")
                .Select(target => (target.Attribute("Name")!.Value, target.Element("MSBuild")!.Attribute("Properties")!.Value.Replace("Name=", "", StringComparison.Ordinal))),
        ];

        Assert.Equal(Targets.Except(builtIn).Select(name => (Spelling(name), name)), solution);
    }

    [Fact]
    public void Script_without_a_target_lists_them_all()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "build.sh needs a POSIX shell");
        (int exitCode, string output, string errors) = Script.Run(Root, Path.Combine(Root, "build.sh"));

        Assert.Equal((0, ""), (exitCode, errors));
        Assert.Equal(Targets, output.Split('\n').Where(line => line.StartsWith("  ")).Select(line => line.Trim().Split(' ')[0]));
    }

    [Fact]
    public void Script_refuses_an_unknown_target_in_one_line()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "build.sh needs a POSIX shell");
        (int exitCode, string output, string errors) = Script.Run(Root, Path.Combine(Root, "build.sh"), ["reprodce"]);

        Assert.Equal((2, "", $"build.sh: unknown target 'reprodce'; expected one of {string.Join(", ", Targets)}.\n"), (exitCode, output, errors));
    }

    [Fact]
    public void Script_works_from_any_folder_and_through_a_path_with_spaces()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "build.sh needs a POSIX shell");
        string folder = Directory.CreateTempSubdirectory("rnn memory ").FullName;
        try
        {
            string link = Path.Combine(folder, "a clone");
            Directory.CreateSymbolicLink(link, Root);

            Assert.Equal(0, Script.Run(folder, Path.Combine(link, "build.sh")).ExitCode);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Script_without_the_SDK_says_what_to_install()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "build.sh needs a POSIX shell");
        string tools = Directory.CreateTempSubdirectory("rnn-memory-tools-").FullName;
        try
        {
            File.CreateSymbolicLink(Path.Combine(tools, "dirname"), "/usr/bin/dirname");
            (int exitCode, _, string errors) = Script.Run(Root, Path.Combine(Root, "build.sh"), ["build"], tools);

            Assert.Equal(127, exitCode);
            Assert.StartsWith("build.sh: no 'dotnet' on PATH; install the .NET SDK 10", errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(tools, recursive: true);
        }
    }

    private static string Spelling(string name) =>
        string.Concat(name.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
}
