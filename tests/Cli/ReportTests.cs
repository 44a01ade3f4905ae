using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class ReportTests
{
    [Fact]
    public void Report_writes_the_page_the_markdown_and_the_tables()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            CliResult result = CommandHost.Run("report", "--out", Path.Combine(folder, "new"));

            Assert.Equal((0, ""), (result.ExitCode, result.Errors));
            Assert.Matches("index.html: [0-9]+ numbers, [0-9]+ claims, [0-9]+ assumptions", result.Output);
            Assert.Equal(["index.html", "report.md"], Directory.GetFiles(Path.Combine(folder, "new")).Select(Path.GetFileName).Order());
            Assert.Contains("Mnist-Table3.csv", Directory.GetFiles(Path.Combine(folder, "new", "tables")).Select(Path.GetFileName));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Folder_that_cannot_be_written_is_named_in_one_line()
    {
        string file = Path.GetTempFileName();
        try
        {
            CliResult result = CommandHost.Run("report", "--out", Path.Combine(file, "inside"));

            Assert.Equal((2, ""), (result.ExitCode, result.Output));
            Assert.Contains("Choose another folder with --out.", result.Errors);
            Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
