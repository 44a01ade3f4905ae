using RnnMemory.Basics;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Build;

/// <summary>
/// The script rnn-memory, in a repository of a few files and with a `dotnet` that only says how it was called; once with the real ones.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private const string Program = "src/Cli/bin/Debug/net10.0/rnn-memory.dll";
    private const string Source = "src/Harness/Some.cs";

    // Says its process and its arguments, each in brackets; builds by writing the time; ends with the code in the file "code".
    private const string Dotnet = """
        #!/bin/bash
        if [ "$1" = build ]; then
            echo "building in $PWD" >> "$LOG"
            [ ! -e fails ] || { echo "Some.cs(1,1): error"; exit 9; }
            mkdir -p src/Cli/bin/Debug/net10.0
            touch src/Cli/bin/Debug/net10.0/rnn-memory.dll src/Cli/bin/Debug/net10.0/rnn-memory.built
            exit 0
        fi
        echo "process $$"
        printf '[%s]' "$@"
        echo
        code=0
        [ ! -e "$CODE" ] || read -r code < "$CODE"
        exit "$code"
        """;

    private readonly TemporaryFolder folder = new();

    public LauncherTests()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("rnn-memory needs a POSIX shell; Windows has rnn-memory.ps1");
            return;
        }

        foreach (string file in new[] { Source, "experiments/Some.cs", "global.json", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props", "build/AheadOfTime.targets", "src/Cli/Cli.csproj" })
        {
            Write(file, "");
        }

        Write("tools/dotnet", Dotnet.Replace("$LOG", Path("log"), StringComparison.Ordinal).Replace("$CODE", Path("code"), StringComparison.Ordinal));
        File.Copy(System.IO.Path.Combine(RepositoryRoot.Find(), Launcher.Name), Path(Launcher.Name));
        File.SetUnixFileMode(Path("tools/dotnet"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Program_is_built_once_and_then_started_at_once()
    {
        (int ExitCode, string Output, string Errors) first = Start("list");
        (int ExitCode, string Output, string Errors) second = Start("list");

        Assert.Equal((0, 0, ""), (first.ExitCode, second.ExitCode, second.Errors));
        Assert.StartsWith("rnn-memory: building the program", first.Errors);
        Assert.EndsWith(System.IO.Path.GetFileName(folder.Path), Assert.Single(Builds()));
        Assert.EndsWith($"/{Program}][list]\n", second.Output);
    }

    [Theory]
    [InlineData("change")]
    [InlineData("add")]
    [InlineData("delete")]
    public void Program_is_built_again_when_its_sources_have_changed(string what)
    {
        Start();
        switch (what)
        {
            case "change":
                File.SetLastWriteTimeUtc(Path(Source), DateTime.UtcNow.AddMinutes(1));
                break;
            case "add":
                Write("experiments/Other/Other.cs", "");
                break;
            default:
                File.Delete(Path(Source));
                break;
        }

        Start();

        Assert.Equal(2, Builds().Length);
    }

    [Fact]
    public void What_a_build_makes_beside_the_sources_is_no_change()
    {
        Start();
        Write("src/Harness/obj/project.assets.json", "");
        Write("tests/SomeTests.cs", "");

        Start();

        Assert.Single(Builds());
    }

    [Fact]
    public void Release_build_is_started_if_it_alone_is_current()
    {
        Directory.CreateDirectory(Path("src/Cli/obj"));
        string release = Program.Replace("Debug", "Release", StringComparison.Ordinal);
        Write(release, "");
        Write(System.IO.Path.ChangeExtension(release, ".built"), "");

        (_, string output, _) = Start();

        Assert.Contains($"/{release}]", output);
        Assert.Empty(Builds());
    }

    [Fact]
    public void Failed_build_is_shown_and_nothing_is_started()
    {
        Write("fails", "");

        (int exitCode, string output, string errors) = Start("list");

        Assert.Equal((9, ""), (exitCode, output));
        Assert.Contains("Some.cs(1,1): error\n", errors);
        Assert.EndsWith("rnn-memory: the build failed; what it said is above.\n", errors);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(130)]
    public void Exit_code_and_every_argument_are_passed_on(int code)
    {
        Write("code", $"{code}\n");

        (int exitCode, string output, _) = Start("run", "two words", "", "--set", "a='b'", "$HOME *");

        Assert.Equal(code, exitCode);
        Assert.EndsWith("[run][two words][][--set][a='b'][$HOME *]\n", output);
    }

    [Fact]
    public void Program_has_the_process_of_the_script_so_that_signals_reach_it()
    {
        int id = 0;

        (_, string output, _) = Script.Run(Path(""), Path(Launcher.Name), [], WithTools, started => id = started);

        Assert.StartsWith($"process {id}\n", output);
    }

    [Fact]
    public void Script_works_from_any_folder_and_through_links()
    {
        using TemporaryFolder elsewhere = new();
        File.CreateSymbolicLink(elsewhere["far"], Path(Launcher.Name));
        File.CreateSymbolicLink(elsewhere["a link"], "far");

        (int exitCode, string output, _) = Script.Run(elsewhere.Path, elsewhere["a link"], ["list"], WithTools);

        Assert.Equal(0, exitCode);
        Assert.EndsWith($"/{Program}][list]\n", output);
    }

    [Fact]
    public void Without_dotnet_one_line_says_what_to_install()
    {
        (int exitCode, string output, string errors) = Script.Run(Path(""), Path(Launcher.Name), ["list"], Path("no-tools"));

        Assert.Equal((127, ""), (exitCode, output));
        Assert.Equal("rnn-memory: no 'dotnet' on PATH; install the .NET SDK 10 (https://dotnet.microsoft.com/download) and try again.\n", errors);
    }

    [Fact]
    public void Script_of_this_repository_starts_its_program_through_a_link()
    {
        using TemporaryFolder elsewhere = new();
        File.CreateSymbolicLink(elsewhere["rnn"], System.IO.Path.Combine(RepositoryRoot.Find(), Launcher.Name));

        (int exitCode, string output, string errors) = Script.Run(elsewhere.Path, elsewhere["rnn"], ["verdict", "no such claim"]);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.Contains("rnn-memory: Unknown number, claim or assumption 'no such claim'.", errors);
        Assert.EndsWith("`./rnn-memory verdict` lists all.\n", errors);
    }

    private string WithTools => $"{Path("tools")}:{Environment.GetEnvironmentVariable("PATH")}";

    private (int ExitCode, string Output, string Errors) Start(params string[] arguments) =>
        Script.Run(Path(""), Path(Launcher.Name), arguments, WithTools);

    private string[] Builds() => File.Exists(Path("log")) ? File.ReadAllLines(Path("log")) : [];

    private string Path(string file) => file.Length == 0 ? folder.Path : folder[file];

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path(file))!);
        File.WriteAllText(Path(file), text);
    }
}
