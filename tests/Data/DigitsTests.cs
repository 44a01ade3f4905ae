using System.Text;
using RnnMemory.Basics;
using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

public sealed class DigitsTests
{
    // One valid line; the content does not matter.
    private static readonly string Line = string.Join(',', Enumerable.Repeat(7, 65));

    [Fact]
    public void Embedded_digits_are_the_known_file()
    {
        ImageDataSet digits = Digits.Read();
        Assert.Equal((1_437, 360), (digits.Train.Count, digits.Test.Count));
        Assert.Equal((8, 8, 16), (digits.Train.Rows, digits.Train.Columns, digits.Maximum));
        Assert.Equal($"{Digits.Sha256} 0+1437", digits.Train.Hash);
        Assert.Equal($"{Digits.Sha256} 1437+360", digits.Test.Hash);
    }

    [Fact]
    public void Embedded_digits_hold_the_published_numbers_of_each_class()
    {
        // UCI's description of the test part of optdigits: images per class 0..9.
        int[] published = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180];
        ImageDataSet digits = Digits.Read();
        byte[] labels = [.. digits.Train.Labels, .. digits.Test.Labels];
        Assert.Equal(published, Enumerable.Range(0, 10).Select(digit => labels.Count(label => label == digit)));
    }

    [Fact]
    public void First_image_is_the_first_line() =>
        Assert.Equal([0, 0, 5, 13, 9, 1, 0, 0, 0, 0, 13, 15, 10, 15, 5, 0], Digits.Read().Train.Image(0)[..16].ToArray());

    [Theory]
    [InlineData("1,2,3", "expected 64 pixels and a label, got 3 values")]
    [InlineData("17", "expected whole numbers from 0 to 16, got '17'")]
    [InlineData("-1", "got '-1'")]
    [InlineData("1.5", "got '1.5'")]
    [InlineData("", "got ''")]
    public void Wrong_line_is_refused_with_its_number(string field, string message)
    {
        string wrong = field.Contains(',') ? field : field + Line[1..];
        string error = Assert.Throws<UserError>(() => Parse([.. Enumerable.Repeat(Line, 1_500), wrong])).Message;
        Assert.StartsWith("digits.csv, line 1501: ", error);
        Assert.Contains(message, error);
    }

    [Fact]
    public void Label_above_nine_is_refused() =>
        Assert.Contains("from 0 to 9, got '10'", Assert.Throws<UserError>(() => Parse([.. Enumerable.Repeat(Line, 1_500), Line[..^1] + "10"])).Message);

    [Fact]
    public void Too_few_lines_are_refused() =>
        Assert.Contains("got 1437", Assert.Throws<UserError>(() => Parse([.. Enumerable.Repeat(Line, 1_437)])).Message);

    private static ImageDataSet Parse(string[] lines) => Digits.Parse(Encoding.ASCII.GetBytes(string.Join('\n', lines) + "\n"));
}
