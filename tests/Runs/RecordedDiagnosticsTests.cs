using RnnMemory.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Runs;

/// <summary>Records of versions without diagnostics are compared with newer ones in what both have.</summary>
public sealed class RecordedDiagnosticsTests
{
    private static readonly Dictionary<string, double> Both = new() { ["latency"] = 20, ["live-units"] = 5 };

    [Fact]
    public void Diagnostics_that_one_record_lacks_are_no_difference()
    {
        Assert.True(RecordContent.Agree(Epoch(Both), Epoch(null)));
        Assert.True(RecordContent.Agree(Epoch(null), Epoch(Both)));
        Assert.True(RecordContent.Agree(Epoch(Both), Epoch(new() { ["latency"] = 20 })));
        Assert.True(RecordContent.Agree(End(Both), End(null)));
    }

    [Fact]
    public void Diagnostics_of_both_records_must_be_equal()
    {
        Assert.False(RecordContent.Agree(Epoch(Both), Epoch(new() { ["latency"] = 21 })));
        Assert.False(RecordContent.Agree(End(Both), End(new(Both) { ["live-units"] = 6 })));
        Assert.False(RecordContent.Agree(Epoch(Both) with { Curve = Curve(Both) }, Epoch(Both) with { Curve = Curve(new(Both) { ["latency"] = 1 }) }));
    }

    [Fact]
    public void Metrics_must_be_equal_whatever_the_diagnostics_are()
    {
        EpochRecord other = Epoch(Both) with { Metrics = new Dictionary<string, double> { ["vacc"] = 0.25 } };
        Assert.False(RecordContent.Agree(other, Epoch(null)));
        Assert.False(RecordContent.Agree(End(Both), null));
    }

    [Fact]
    public void Curves_of_different_lengths_are_a_difference() =>
        Assert.False(RecordContent.Agree(Epoch(null) with { Curve = [] }, Epoch(null) with { Curve = Curve(Both) }));

    private static EpochRecord Epoch(Dictionary<string, double>? diagnostics) => new()
    {
        Epoch = 0,
        Updates = 4,
        Loss = 1,
        Accuracy = 0.5,
        Metrics = new Dictionary<string, double> { ["vacc"] = 0.5 },
        Diagnostics = diagnostics,
        Curve = Curve(diagnostics),
        ParametersHash = "p",
        StateHash = "s",
        Seconds = 1,
    };

    private static Divergence End(Dictionary<string, double>? diagnostics) => new(1, 2, "the loss is not finite", Curve(diagnostics));

    private static CurvePoint[] Curve(Dictionary<string, double>? diagnostics) =>
        [new(4, new Dictionary<string, double> { ["digits"] = 0.5 }) { Diagnostics = diagnostics }];
}
