using RnnMemory.Reports;

namespace RnnMemory.Tests.Reports;

internal static class SampleReport
{
    public static readonly Table Table = Table.OfTexts(
        "Table",
        "Accuracy after the last epoch",
        ["Cell", "Order", "Digits", "Remark"],
        [["gru", "simple", "0.9912", "a, \"quoted\" | cell"], ["vanilla", "complicated", "0.5", ""]],
        ["Copying alone reaches 0.9439."]);

    public static readonly LineFigure Figure = new(
        "Figure5",
        "Increment task, K = 2, N = 32",
        "Updates (minibatches of 16)",
        "Digit accuracy",
        [new("GRU, simple", 0, 0, [0, 64, 512], [0.5, 0.75, 1]), new("GRU, complicated", 0, 1, [0, 512], [0.1, 0.3])],
        [new("Copying 0.9439", 0.9439)]);

    public static readonly Report Report = new("Sample", [Table], [Figure]);
}
