using System.Reflection;
using System.Text.Json;
using RnnMemory.Basics;
using RnnMemory.Models;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Models;

public sealed class CellsTests
{
    [Fact]
    public void List_has_every_cell_that_is_described() => Assert.Equal(
        Cells.All.OrderBy(cell => cell.Name),
        from property in typeof(Cell).GetProperties(BindingFlags.Public | BindingFlags.Static)
        let cell = (Cell)property.GetValue(null)!
        orderby cell.Name
        select cell);

    [Fact]
    public void Names_and_labels_are_unique_and_gates_are_the_same_in_every_order()
    {
        Assert.Distinct(Cells.Names);
        Assert.Distinct(Cells.All.Select(cell => cell.Label));
        Assert.All(Cells.All, cell => Assert.Equal(cell.Gates.Order(), cell.PyTorchGates.Order()));
        Assert.All(Cells.All, cell => Assert.Equal(cell.Gates.Order(), (cell.Onnx?.Gates ?? cell.Gates).Order()));
        Assert.All(Cells.All, cell => Assert.Same(cell, Cells.Parse(cell.Name)));
    }

    [Fact]
    public void Unknown_name_is_refused_with_the_nearest() =>
        Assert.Contains("Did you mean 'gru'?", Assert.Throws<UserError>(() => Cells.Parse("gruu")).Message);

    // Identities of recorded runs hash these bytes.
    [Theory]
    [InlineData("vanilla", "Vanilla")]
    [InlineData("tanh", "Tanh")]
    [InlineData("lstm", "Lstm")]
    [InlineData("gru", "Gru")]
    public void Stored_model_is_what_it_was(string name, string stored)
    {
        ModelSpec model = new() { Cell = Cells.Parse(name), Inputs = 2, Hidden = 3, Classes = 4, Readout = Readout.LastStep };
        string json = JsonSerializer.Serialize(model, RunJson.Line);

        Assert.Equal(
            $$"""{"cell":"{{stored}}","inputs":2,"hidden":3,"classes":4,"readout":"LastStep","gateActivation":"HardSigmoid","orthogonalPerGate":false}""",
            json);
        Assert.Equal(model, JsonSerializer.Deserialize<ModelSpec>(json, RunJson.Line));
    }

    [Theory]
    [InlineData("\"lstm\"")]
    [InlineData("2")]
    [InlineData("null")]
    public void Stored_model_with_an_unknown_cell_is_malformed(string cell)
    {
        string json = $$"""{"cell":{{cell}},"inputs":2,"hidden":3,"classes":4,"readout":"LastStep"}""";
        Assert.True(RunJson.IsMalformed(Assert.ThrowsAny<Exception>(() => JsonSerializer.Deserialize<ModelSpec>(json, RunJson.Line))));
    }

    [Fact]
    public void Tensors_lie_one_after_another_in_declared_order()
    {
        ModelSpec model = new() { Cell = Cell.Gru, Inputs = 2, Hidden = 3, Classes = 4, Readout = Readout.LastStep };
        Assert.Equal(
            [("cell/kernel", 0, 18), ("cell/recurrent", 18, 27), ("cell/bias", 45, 9), ("readout/kernel", 54, 12), ("readout/bias", 66, 4)],
            model.Tensors.Select(tensor => (tensor.Name, tensor.Start, tensor.Size)));
        Assert.Equal(70, model.ParameterCount);
    }
}
