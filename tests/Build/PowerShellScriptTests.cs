using RnnMemory.Basics;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Build;

/// <summary>build.ps1 does what build.sh does (<see cref="BuildTargetsTests"/>).</summary>
public sealed class PowerShellScriptTests : IDisposable
{
    private static readonly string Root = RepositoryRoot.Find();
    private static readonly string Script = Path.Combine(Root, "build.ps1");
    private static readonly string EveryPath = Environment.GetEnvironmentVariable("PATH") ?? "";

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Script_without_a_target_lists_them_all()
    {
        CliResult result = PowerShell.Run(Root, EveryPath, "-File", Script);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.StartsWith("Usage: ./build.ps1 <target>", result.Output);
        Assert.Equal(BuildTargetsTests.Targets, result.Output.Split('\n').Where(line => line.StartsWith("  ")).Select(line => line.Trim().Split(' ')[0]));
    }

    [Theory]
    [InlineData("reprodce")]
    [InlineData("TEST")]
    [InlineData("no target")]
    [InlineData("x;exit 0")]
    public void Script_refuses_an_unknown_target_in_one_line(string target)
    {
        CliResult result = PowerShell.Run(Root, EveryPath, "-File", Script, target);

        Assert.Equal((2, "", $"build.ps1: unknown target '{target}'; expected one of {string.Join(", ", BuildTargetsTests.Targets)}.\n"), (result.ExitCode, result.Output, result.Errors));
    }

    [Fact]
    public void Script_works_from_any_folder_and_through_a_path_with_spaces()
    {
        string link = folder["a clone"];
        Directory.CreateSymbolicLink(link, Root);

        CliResult result = PowerShell.Run(folder.Path, EveryPath, "-File", Path.Combine(link, "build.ps1"));

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
    }

    [Fact]
    public void Script_leaves_the_callers_folder_as_it_was()
    {
        CliResult result = PowerShell.Run(folder.Path, EveryPath, "-Command", $"& '{Script}' | Out-Null; (Get-Location).Path");

        Assert.Equal((0, folder.Path + "\n"), (result.ExitCode, result.Output));
    }

    [Fact]
    public void Script_without_the_SDK_says_what_to_install()
    {
        CliResult result = PowerShell.Run(Root, folder.Path, "-File", Script, "build");

        Assert.Equal((127, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("build.ps1: no 'dotnet' on PATH; install the .NET SDK 10", result.Errors);
    }

    [Fact]
    public void Arguments_are_passed_on_as_they_are()
    {
        string[] arguments = ["two words", "", "--set", "Increment:Cells=gru,lstm", "a;b", "$HOME", "*.md", "~", "it's", "it\u2019s", "\"", "--", "-x"];

        CliResult result = PowerShell.Run(Root, FakeDotnet(exitCode: 0), ["-File", Script, "reproduce", .. arguments]);

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(["run", "--project", "src/Cli", "-c", "Release", "--", "run", "increment", .. arguments], result.Output[..^1].Split('\n'));
    }

    [Theory]
    [InlineData("'two words' 'it''s'", "two words", "it's")]
    [InlineData("--set Increment:Cells=gru,lstm --workers 1", "--set", "Increment:Cells=gru,lstm", "--workers", "1")]
    [InlineData("--seeds 0,1,2 ''", "--seeds", "0,1,2", "")]
    [InlineData("-p:Name=value -v:q --filter 'Size=2x32&Order=simple'", "-p:Name=value", "-v:q", "--filter", "Size=2x32&Order=simple")]
    [InlineData("'--' -x", "--", "-x")]
    public void Arguments_typed_in_powershell_are_passed_on_as_they_are(string typed, params string[] passed)
    {
        CliResult result = PowerShell.Run(Root, FakeDotnet(exitCode: 3), "-Command", $"& '{Script}' reproduce {typed}; exit $LASTEXITCODE");

        Assert.Equal((3, ""), (result.ExitCode, result.Errors));
        Assert.Equal(passed, result.Output[..^1].Split('\n')[8..]);
    }

    [Fact]
    public void Output_goes_through_a_pipeline()
    {
        CliResult result = PowerShell.Run(Root, FakeDotnet(exitCode: 0), "-Command", $"& '{Script}' verdict | ForEach-Object {{ \"<$_>\" }}");

        Assert.StartsWith("<run>\n<--project>\n", result.Output);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(130)]
    public void Exit_code_is_that_of_the_command(int exitCode) =>
        Assert.Equal(exitCode, PowerShell.Run(Root, FakeDotnet(exitCode), "-File", Script, "verdict").ExitCode);

    [Fact]
    public void Failure_to_read_the_targets_is_shown_with_its_exit_code()
    {
        string path = FakeDotnet(exitCode: 0, ofTargets: "echo broken; exit 5");

        CliResult result = PowerShell.Run(Root, path, "-File", Script, "verdict");

        Assert.Equal((5, "", "broken\n"), (result.ExitCode, result.Output, result.Errors));
    }

    // A PATH on which `dotnet` reads the targets, and for everything else prints its arguments, a line each.
    private string FakeDotnet(int exitCode, string? ofTargets = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the stand-in for dotnet is a shell script");
        string real = Path.Combine(PowerShell.DotnetFolder, "dotnet");
        string script = $"""
            #!/bin/sh
            if [ "$1" = msbuild ]; then {ofTargets ?? $"exec '{real}' \"$@\""}; fi
            printf '%s\n' "$@"
            exit {exitCode}

            """;
        string file = folder.Write("dotnet", System.Text.Encoding.UTF8.GetBytes(script.Replace("\r\n", "\n", StringComparison.Ordinal)));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return $"{folder.Path}:/usr/bin:/bin";
    }
}
