using System.Text.RegularExpressions;
using RnnMemory.Basics;
using RnnMemory.Cli;
using Xunit;

namespace RnnMemory.Tests.Build;

/// <summary>A command in a text works when it is pasted at the repository's top: it begins with the script that is there.</summary>
public sealed partial class PrintedCommandsTests
{
    // What is in committed files already: a mark that finds the README's table, and the headings of two logs that say who wrote them.
    private static readonly string[] Kept =
    [
        "src/Harness/Reports/Verdicts/VerdictOverview.cs", "src/Harness/Auditing/AuditLog.cs", "src/Harness/Reports/Snapshots/SnapshotChanges.cs",
    ];

    private static readonly string Root = RepositoryRoot.Find();

    // As in `rnn-memory verdict`, but not in `./rnn-memory verdict`.
    private static readonly Regex Bare = new($@"(?<![./\\\w-])rnn-memory ({string.Join('|', CommandLine.Commands.Select(command => command.Name))})\b");

    [Fact]
    public void Every_message_takes_its_command_from_the_launcher()
    {
        string[] wrong =
        [
            .. from folder in new[] { "src", "experiments", "checks", "bench" }
               from path in Sources.Paths(folder)
               where !Kept.Contains(path)
               from line in Sources.Text(path).Split('\n').Index()
               where !Comment().IsMatch(line.Item) && (Bare.IsMatch(line.Item) || line.Item.Contains("--project src/Cli", StringComparison.Ordinal))
               select $"{path}:{line.Index + 1}: {line.Item.Trim()}",
        ];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Every_document_calls_the_program_as_it_is_called_there()
    {
        string[] documents = [.. Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*", SearchOption.AllDirectories), Path.Combine(Root, "CONTRIBUTING.md")];
        string[] wrong =
        [
            .. from path in documents
               from line in File.ReadLines(path).Index()
               where Bare.IsMatch(line.Item) || line.Item.Contains("--project src/Cli", StringComparison.Ordinal)
               select $"{Path.GetRelativePath(Root, path)}:{line.Index + 1}: {line.Item.Trim()}",
        ];

        Assert.True(wrong.Length == 0, string.Join('\n', wrong));
    }

    [Fact]
    public void Command_of_a_message_is_one_that_this_system_takes()
    {
        Assert.Equal("./rnn-memory data fetch", Launcher.InDocuments("data fetch"));
        Assert.Equal(OperatingSystem.IsWindows() ? @".\rnn-memory data fetch" : "./rnn-memory data fetch", Launcher.Here("data fetch"));
        Assert.True(File.Exists(Path.Combine(Root, Launcher.Name)));
    }

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();
}
