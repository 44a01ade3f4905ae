using RnnMemory.Basics;
using RnnMemory.Checks.Publications;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Checks;

/// <summary>What needs no build of a publication; `./build.sh publication` makes and runs them.</summary>
public sealed class PublicationsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory-publications-");

    [Theory]
    [InlineData("publish", "checks: publish: name what to publish for, one of linux-x64, linux-arm64, win-x64, osx-arm64.")]
    [InlineData("publish linux-x46", "checks: Unknown runtime 'linux-x46'. Did you mean 'linux-x64'?")]
    [InlineData("publication --runtime win", "checks: Unknown runtime 'win'.")]
    public void Runtime_that_is_unknown_or_missing_gets_one_line_and_exit_code_2(string arguments, string complaint)
    {
        using CliProcess checks = new(arguments.Split(' '), program: "RnnMemory.Checks.dll");

        CliResult result = checks.Result();

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(complaint, result.Errors, StringComparison.Ordinal);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
    }

    [Fact]
    public void Packages_of_every_publication_are_locked() => Assert.Equal(
        PublishedRuntime.All.Select(runtime => $"{runtime.Name}.lock.json").Append("experiments.lock.json").Order(StringComparer.Ordinal),
        Directory.EnumerateFiles(Path.Combine(RepositoryRoot.Find(), "build", "publication")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));

    [Fact]
    public void What_a_publication_lacks_or_should_not_have_is_named()
    {
        PublishedRuntime runtime = PublishedRuntime.Named("win-x64");
        Write("rnn-memory.exe");
        Write("libSkiaSharp.dll");
        Assert.Equal("libHarfBuzzSharp.dll is missing", PublicationTrial.Amiss(runtime, folder.FullName));

        Write("libHarfBuzzSharp.dll");
        Assert.Null(PublicationTrial.Amiss(runtime, folder.FullName));

        Write("TorchSharp.dll");
        Assert.Equal("TorchSharp.dll should not be in it", PublicationTrial.Amiss(runtime, folder.FullName));
    }

    [Fact]
    public void Older_publication_is_replaced_but_for_what_its_program_wrote()
    {
        Write("old/artifacts/runs/done.json", "results");
        Write("old/stale.dll");
        Write("old/expected/stale.txt");
        Write("new/fresh.dll");
        Write("new/expected/fresh.txt");

        FolderTree.Replace(Path.Combine(folder.FullName, "old"), Path.Combine(folder.FullName, "new"), ["artifacts"]);

        Assert.Equal(
            ["old/artifacts/runs/done.json", "old/expected/fresh.txt", "old/fresh.dll"],
            folder.EnumerateFiles("*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(folder.FullName, file.FullName).Replace('\\', '/')).Order(StringComparer.Ordinal));
        Assert.Equal(["old"], folder.EnumerateDirectories().Select(inner => inner.Name));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private void Write(string path, string text = "")
    {
        string file = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
