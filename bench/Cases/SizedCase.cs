using RnnMemory.Models;

namespace RnnMemory.Bench.Cases;

/// <summary>Sizes that the paper does not have: random inputs and parameters, none of them zero.</summary>
internal static class SizedCase
{
    public static BenchCase Of(Cell cell, int hidden, int steps, int batch, int inputs)
    {
        var model = new ModelSpec { Cell = cell, Inputs = inputs, Hidden = hidden, Classes = 10, Readout = Readout.LastStep };
        float[] parameters = cell == Cell.Vanilla ? DenseParameters.Vanilla(model) : DenseParameters.Uniform(model);
        return new BenchCase($"{cell.Name}, hidden {hidden}, {steps} steps of {inputs}, batch {batch}", steps, batch, model, 1e-12, parameters, PaperCases.FillInk);
    }
}
