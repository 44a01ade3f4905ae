using RnnMemory.Basics;
using RnnMemory.Checks.Damage;
using RnnMemory.Data;
using RnnMemory.Files;
using RnnMemory.Tests.Auditing;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Faults;

/// <summary>Pipes, devices and folders that have the names of files. Opening a pipe to read would wait for a writer for ever.</summary>
public sealed class NotRegularFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public NotRegularFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux(), "needs named pipes and /dev/zero");

    public void Dispose() => folder.Dispose();

    // A finished run needs neither its checkpoint nor its settings.
    [Theory]
    [InlineData("done.json", false)]
    [InlineData("measures.json", false)]
    [InlineData("checkpoint.bin", true)]
    public void Pipe_among_the_files_of_a_run_holds_up_no_command_and_its_run_ends_with_the_same_bits(string file, bool unfinished)
    {
        string artifacts = folder["artifacts"];
        TinyTraining.Put(artifacts);
        string run = Path.GetDirectoryName(Directory.GetFiles(artifacts, "done.json", SearchOption.AllDirectories).Order().First())!;
        string[] lost = unfinished ? ["done.json", file] : [file];
        Array.ForEach(lost, name => File.Delete(Path.Combine(run, name)));
        SpecialFile.Pipe(Path.Combine(run, file));

        CliResult status = Shell.Run(TinyTraining.Command("status", artifacts));
        CliResult trained = Shell.Run(TinyTraining.Command("run", artifacts));

        Assert.Equal((0, ""), (status.ExitCode, status.Errors));
        Assert.Equal((0, ""), (trained.ExitCode, trained.Errors));

        // What was kept aside, and a temporary file that nothing has been written to since, may still be pipes.
        foreach (string aside in Directory.GetFiles(run, "*.damaged.*").Concat(Directory.GetFiles(run, "*.tmp")))
        {
            File.Delete(aside);
        }

        Assert.All(Directory.GetFiles(run), path => RegularFile.OpenRead(path).Dispose());

        // New settings say from which epoch on the run was trained with them.
        TinyTraining.AssertUndisturbed(artifacts, file == "spec.json" ? [file] : []);
    }

    [Fact]
    public void Audit_names_pipes_and_repeats_what_it_can_read()
    {
        using SmallRecord record = new();
        foreach (string file in new[] { "best.bin", "checkpoint.bin", "checkpoint.previous.bin" })
        {
            File.Delete(record[file]);
            SpecialFile.Pipe(record[file]);
        }

        Assert.Equal(
            ["checkpoint.previous.bin", "best.bin", "checkpoint.bin"],
            record.Read().Findings.Select(finding => finding[..finding.IndexOf(':')]));
        Assert.All(record.Read().Findings, finding => Assert.Contains("expected a regular file, but", finding));
        Assert.Equal(SmallRecord.Epochs, record.AuditAll().Outcome.Equal);
        File.Delete(record["epochs.jsonl"]);
        SpecialFile.Pipe(record["epochs.jsonl"]);
        Assert.Contains("expected a regular file, but epochs.jsonl is a pipe or a terminal", record.Read().Findings);
    }

    [Theory]
    [InlineData("/dev/zero", "zero is a device")]
    [InlineData("/dev/full", "full is a device")]
    [InlineData("PIPE", "pipe is a pipe or a terminal")]
    [InlineData("FOLDER", "is a folder")]
    public void Settings_that_are_no_file_are_refused_in_one_line(string path, string complaint)
    {
        SpecialFile.Pipe(folder["pipe"]);
        string file = path.Replace("PIPE", folder["pipe"], StringComparison.Ordinal).Replace("FOLDER", folder.Path, StringComparison.Ordinal);

        CliResult result = CommandHost.Run("settings", "--settings", file);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Matches($"^rnn-memory: Settings file {file}: expected a regular file, but .*{complaint}. Write the settings to a file of their own.\n$", result.Errors);
    }

    [Theory]
    [InlineData(true, "data is a pipe or a terminal")]
    [InlineData(false, "data is a device")]
    public void Image_files_that_are_no_files_are_refused(bool pipe, string complaint)
    {
        string path = folder["data"];
        if (pipe)
        {
            SpecialFile.Pipe(path);
        }
        else
        {
            SpecialFile.Device(path);
        }

        Assert.Equal($"{path}: expected a regular file, but {complaint}.", Assert.Throws<UserError>(() => IdxFile.Read(path, 1)).Message);
    }

    [Fact]
    public void Ordinary_files_are_read_whatever_their_length()
    {
        foreach (int length in new[] { 0, 1, 4096, 100_000 })
        {
            byte[] content = [.. Enumerable.Range(0, length).Select(i => (byte)i)];
            Assert.Equal(content, BoundedFile.Read(folder.Write("file", content))!);
        }

        Assert.Empty(BoundedFile.Read("/dev/null")!);
        Assert.Null(BoundedFile.Read(folder["missing"]));
        Assert.Null(BoundedFile.Read(folder["missing/file"]));
    }
}
