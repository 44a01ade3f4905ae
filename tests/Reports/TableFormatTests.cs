using RnnMemory.Reports;
using Xunit;

namespace RnnMemory.Tests.Reports;

public sealed class TableFormatTests
{
    [Fact]
    public void Text_aligns_words_left_and_numbers_right() =>
        Assert.Equal(
            """
            Accuracy after the last epoch

            Cell     Order        Digits  Remark
            -------  -----------  ------  ------------------
            gru      simple       0.9912  a, "quoted" | cell
            vanilla  complicated     0.5

            Copying alone reaches 0.9439.

            """,
            TableFormat.Text(SampleReport.Table));

    [Fact]
    public void Csv_quotes_what_rfc_4180_wants_quoted() =>
        Assert.Equal(
            "Cell,Order,Digits,Remark\n" +
            "gru,simple,0.9912,\"a, \"\"quoted\"\" | cell\"\n" +
            "vanilla,complicated,0.5,\n",
            TableFormat.Csv(SampleReport.Table));

    [Fact]
    public void Markdown_escapes_pipes_and_lists_the_notes() =>
        Assert.Equal(
            """
            ### Accuracy after the last epoch

            | Cell | Order | Digits | Remark |
            | --- | --- | ---: | --- |
            | gru | simple | 0.9912 | a, "quoted" \| cell |
            | vanilla | complicated | 0.5 |  |

            - Copying alone reaches 0.9439.

            """,
            TableFormat.Markdown(SampleReport.Table));

    // A column's format is for readers; what other programs read keeps every digit.
    [Fact]
    public void Text_rounds_numbers_and_csv_does_not()
    {
        Column<double>[] columns = [new("One", x => x, "F2"), new("Many", x => new[] { x, -x }, "F1"), new("None", _ => null, "F2")];
        Table table = Table.Of("Table", "A title", [1 / 3.0], columns);

        Assert.Equal(["0.33", "0.3; -0.3", ""], table.Text(0));
        Assert.Equal("One,Many,None\n0.3333333333333333,0.3333333333333333; -0.3333333333333333,\n", TableFormat.Csv(table));
    }
}
