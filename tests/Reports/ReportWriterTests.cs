using RnnMemory.Basics;
using RnnMemory.Reports;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class ReportWriterTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("rnn-memory-reports-").FullName;

    [Fact]
    public void Write_leaves_every_form_of_every_table_and_figure_and_no_temporary_files()
    {
        IReadOnlyList<string> written = ReportWriter.Write(SampleReport.Report, folder);

        string[] expected = ["Table.txt", "Table.csv", "Table.md", "Figure5.png", "Figure5.svg", "Figure5.csv"];
        Assert.Equal(expected, written.Select(Path.GetFileName));
        Assert.Equal(expected.Order(), Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Written_text_is_utf8_without_byte_order_mark_with_lf()
    {
        foreach (string path in ReportWriter.Write(SampleReport.Report, folder).Where(path => !path.EndsWith(".png", StringComparison.Ordinal)))
        {
            byte[] bytes = File.ReadAllBytes(path);
            Assert.NotEqual(0xEF, bytes[0]);
            Assert.DoesNotContain((byte)'\r', bytes);
            Assert.Equal((byte)'\n', bytes[^1]);
        }
    }

    [Fact]
    public void Plotted_data_holds_every_point_and_baseline() =>
        Assert.Equal(
            "Updates (minibatches of 16),\"GRU, simple\",\"GRU, complicated\",Copying 0.9439\n" +
            "0,0.5,0.1,0.9439\n" +
            "64,0.75,,0.9439\n" +
            "512,1,0.3,0.9439\n",
            FigureData.Csv(SampleReport.Figure));

    [Fact]
    public void A_folder_that_cannot_be_made_is_one_clear_line()
    {
        string file = Path.Combine(folder, "a-file");
        File.WriteAllText(file, "");

        UserError error = Assert.Throws<UserError>(() => ReportWriter.Write(SampleReport.Report, Path.Combine(file, "inside")));

        Assert.Contains("Cannot write", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
