using RnnMemory.Engines;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

public sealed class TiedClassesTests
{
    public static TheoryData<string> EnginesOfTheContract() => EngineCatalogTests.EnginesOfTheContract();

    [Theory]
    [MemberData(nameof(EnginesOfTheContract))]
    public void First_of_several_equally_probable_classes_is_the_answer(string name)
    {
        var model = new ModelSpec { Cell = Cell.Vanilla, Inputs = 2, Hidden = 3, Classes = 7, Readout = Readout.LastStep };
        float[] parameters = new float[model.ParameterCount];
        TensorSpec bias = model.Tensor("readout/bias");
        (parameters[bias.Start + 3], parameters[bias.Start + 5]) = (1, 1);
        using IEngine engine = EngineCatalog.Known[name].Create(model, new OptimizerSpec { LearningRate = 0.01 }, 4, 5);
        using Minibatch batch = RandomModels.Batch(model, 4, 5, 1);
        engine.Load(parameters);
        int[] classes = new int[5], trace = new int[20];

        engine.Predict(batch, classes, new float[5]);
        engine.Trace(batch, trace);

        Assert.All([.. classes, .. trace], answer => Assert.Equal(3, answer));
    }
}
