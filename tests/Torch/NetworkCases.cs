using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>Every cell, readout and gate activation, at a small odd shape and at the paper's hidden size and batch.</summary>
internal static class NetworkCases
{
    public static IEnumerable<(Cell Cell, Readout Readout, GateActivation Gates)> Models =>
        from cell in Cells.All
        from readout in Enum.GetValues<Readout>()
        from gates in Enum.GetValues<GateActivation>()
        where cell.Gates.Count > 1 || gates == GateActivation.HardSigmoid
        select (cell, readout, gates);

    public static Network Odd(Cell cell, Readout readout, GateActivation gates, int firstScored = 0, double readoutScale = 1) =>
        new(Spec(cell, readout, gates, inputs: 4, hidden: 7, classes: 3), steps: 5, batch: 3, firstScored, readoutScale);

    public static Network Paper(Cell cell, Readout readout, GateActivation gates, int firstScored = 0, double readoutScale = 1) =>
        new(Spec(cell, readout, gates, inputs: 2, hidden: 16, classes: 2), steps: 8, batch: 16, firstScored, readoutScale);

    private static ModelSpec Spec(Cell cell, Readout readout, GateActivation gates, int inputs, int hidden, int classes) => new()
    {
        Cell = cell,
        Readout = readout,
        GateActivation = gates,
        Inputs = inputs,
        Hidden = hidden,
        Classes = classes,
    };
}
