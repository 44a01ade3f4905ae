using System.Text.Json;
using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>JSON that no run writes is refused when it is read, so that nothing fails on it later.</summary>
public sealed class RunJsonTests
{
    private const string Line =
        """{"epoch":0,"updates":8,"loss":1,"accuracy":0.5,"metrics":{"vacc":0.5},"curve":[{"updates":8,"metrics":{"vacc":0.5}}],"parametersHash":"p","stateHash":"s","seconds":0}""";

    [Fact]
    public void Line_is_read() => Assert.Equal(8, EpochLog.TryParse(Line)!.Curve[0].Updates);

    [Theory]
    [InlineData("\"curve\":[{\"updates\":8,\"metrics\":{\"vacc\":0.5}}]", "\"curve\":[null]")]
    [InlineData("\"metrics\":{\"vacc\":0.5}", "\"metrics\":null")]
    [InlineData("\"metrics\":{\"vacc\":0.5}", "\"metrics\":{\"vacc\":0.5,\"vacc\":0.75}")]
    [InlineData("\"epoch\":0,", "\"epoch\":0,\"epoch\":1,")]
    public void Null_and_doubled_elements_are_no_line(string from, string to) =>
        Assert.Null(EpochLog.TryParse(Line.Replace(from, to, StringComparison.Ordinal)));

    [Fact]
    public void Null_in_a_list_is_refused_in_every_file()
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MeasuresFile>(
            """{"format":1,"run":"r","finalStateHash":"","dataHash":"d","values":[null],"checksum":""}""", RunJson.Indented));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Divergence>(
            """{"epoch":0,"update":1,"reason":"r","curve":[null]}""", RunJson.Indented));
    }
}
