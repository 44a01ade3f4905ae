using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tests.Torch;
using Xunit;

namespace RnnMemory.Tests.Engines;

public sealed class EngineCatalogTests
{
    private static readonly OptimizerSpec Plain = new() { LearningRate = 0.01 };

    public static TheoryData<string, string> CellsOfEngines() =>
        new MatrixTheoryData<string, string>(EngineCatalog.Known.Names, Cells.Names);

    public static TheoryData<string, string> OptimizersOfEngines() =>
        new MatrixTheoryData<string, string>(EngineCatalog.Known.Names, Optimizers.Names);

    public static TheoryData<string> EngineNames() => [.. EngineCatalog.Known.Names];

    [Fact]
    public void Known_engines_are_those_of_the_library_and_of_the_optional_assembly() =>
        Assert.Empty(new[] { "simd", "scalar", "torch", "torch-float64" }.Except(EngineCatalog.Known.Names));

    [Fact]
    public void Unknown_engine_is_refused_with_the_nearest() => Assert.Equal(
        $"Unknown engine 'smid'. Did you mean 'simd'? Known: {string.Join(", ", EngineCatalog.Known.Names)}.",
        Assert.Throws<UserError>(() => EngineCatalog.Known["smid"]).Message);

    [Fact]
    public void Engine_of_an_assembly_that_is_not_there_is_left_out() =>
        Assert.Empty(EngineCatalog.Optional("absent", "RnnMemory.Absent.Engines, RnnMemory.Harness.Absent", "Single"));

    [Fact]
    public void Library_itself_does_not_refer_to_torch() => Assert.DoesNotContain(
        typeof(EngineCatalog).Assembly.GetReferencedAssemblies(), name => name.Name!.Contains("Torch", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(CellsOfEngines))]
    public void Every_engine_has_every_cell(string engine, string cell) => AssertTrains(engine, Model(Cells.Parse(cell)), Plain);

    [Theory]
    [MemberData(nameof(OptimizersOfEngines))]
    public void Every_engine_has_every_optimiser(string engine, string optimizer) =>
        AssertTrains(engine, Model(Cell.Tanh), Plain with { Optimizer = Optimizers.Parse(optimizer) });

    [Theory]
    [MemberData(nameof(EngineNames))]
    public void Cell_that_an_engine_lacks_is_refused_by_name(string engine)
    {
        Cell absent = new()
        {
            Name = "absent",
            Label = "Absent",
            Gates = ["h"],
            PyTorchGates = ["h"],
            Onnx = null,
            Kernel = Initialiser.Zeros,
            Recurrent = Initialiser.Zeros,
            Bias = Initialiser.Zeros,
        };
        UserError error = Assert.Throws<UserError>(() => EngineCatalog.Known[engine].Create(Model(absent), Plain, 2, 2));

        // Both precisions of libtorch share their cells.
        string family = engine.Split('-')[0];
        Assert.Equal($"The engine '{family}' has no cell 'absent', only {Sorted(Cells.Names)}. Choose another engine.", error.Message);
    }

    [Fact]
    public void Optimiser_that_the_reference_lacks_is_refused_by_name()
    {
        Libtorch.Require();
        UserError error = Assert.Throws<UserError>(
            () => EngineCatalog.Known["torch"].Create(Model(Cell.Tanh), Plain with { Optimizer = new Momentum() }, 2, 2));
        Assert.Equal($"The engine 'torch' has no optimizer 'momentum', only {Sorted(Optimizers.Names)}. Choose another engine.", error.Message);
    }

    public static TheoryData<string> EnginesOfTheContract() =>
        [.. EngineCatalog.Known.Entries.Where(entry => entry.Numerics == EngineCatalog.Numerics).Select(entry => entry.Name)];

    // That simd has scalar's bits at every shape, width and cell is SimdEngineTests' matter; this one finds an engine that nobody compared.
    [Theory]
    [MemberData(nameof(EnginesOfTheContract))]
    public void Engines_that_promise_the_numeric_contract_train_the_bits_of_scalar(string engine)
    {
        foreach (Cell cell in Cells.All)
        {
            Assert.Equal(Trained("scalar", Model(cell)), Trained(engine, Model(cell)));
        }
    }

    private static int[] Trained(string name, ModelSpec model)
    {
        using IEngine engine = EngineCatalog.Known[name].Create(model, Plain, 3, 2);
        engine.Load(RandomModels.Values(model.ParameterCount, 0.5, 1));
        for (int step = 0; step < 3; step++)
        {
            using Minibatch batch = RandomModels.Batch(model, 3, 2, step);
            engine.Train(batch);
        }

        return EngineBits.State(engine, model, Plain);
    }

    private static string Sorted(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal));

    private static ModelSpec Model(Cell cell) => new() { Cell = cell, Inputs = 2, Hidden = 3, Classes = 2, Readout = Readout.LastStep };

    private static void AssertTrains(string name, ModelSpec model, OptimizerSpec optimizer)
    {
        if (name.StartsWith("torch", StringComparison.Ordinal))
        {
            Libtorch.Require();
        }

        using IEngine engine = EngineCatalog.Known[name].Create(model, optimizer, 3, 2);
        using Minibatch batch = RandomModels.Batch(model, 3, 2, 1);
        engine.Load(RandomModels.Values(model.ParameterCount, 0.5, 1));
        Assert.True(double.IsFinite(engine.Train(batch).LossSum));
    }
}
