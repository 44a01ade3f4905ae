using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RnnMemory.Basics;
using RnnMemory.Engines;
using RnnMemory.Export;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Tests.Data;
using RnnMemory.Tests.Engines;
using RnnMemory.Tests.Runs;
using Xunit;

namespace RnnMemory.Tests.Export;

/// <summary>Exported networks answer under Microsoft's ONNX Runtime as they do under the engine that trained them.</summary>
public sealed class OnnxTests
{
    private const double Tolerance = 1e-5;

    // In 28 steps of rectified units whose logits are large, roundings of binary32 grow: between 1e-5 and 1e-4.
    private const double ToleranceOfRecorded = 1e-4;

    private const int Batch = 16;

    private static readonly OptimizerSpec Optimizer = new() { LearningRate = 3e-3 };

    public static TheoryData<string, GateActivation> Networks()
    {
        var networks = new TheoryData<string, GateActivation>();
        foreach (Cell cell in Cells.All.Where(cell => cell.Onnx is not null))
        {
            networks.Add(cell.Name, GateActivation.HardSigmoid);
            if (cell.Onnx!.Activations.Contains(OnnxOperator.Gate))
            {
                networks.Add(cell.Name, GateActivation.Sigmoid);
            }
        }

        return networks;
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Trained_network_names_the_same_class_of_every_test_image(string cell, GateActivation activation)
    {
        ModelSpec model = new() { Cell = Cells.Parse(cell), Inputs = 8, Hidden = 16, Classes = 10, Readout = Readout.LastStep, GateActivation = activation };
        ImageTask task = (ImageTask)TinyDigits.Task.Open(seed: 0);
        using IEngine engine = EngineCatalog.Known["simd"].Create(model, Optimizer, task.Steps, Batch);
        using Minibatch batch = new(task.Steps, Batch, model.Inputs, model.Readout);
        engine.Load(Initialisation.Parameters(model, seed: 0));
        for (int update = 0; update < 600; update++)
        {
            task.FillTraining(update / 10, update % 10, batch);
            engine.Train(batch);
        }

        using InferenceSession session = new(Exported(model, engine));
        int right = 0;
        for (int first = 0; first < task.Test.Images.Count; first += Batch)
        {
            task.Test.FillRange(first, task.Test.Images.Count, batch);
            int[] labels = batch.Targets[..batch.Rows].ToArray();
            int[] classes = Compare(session, engine, model, batch);
            right += classes.Zip(labels).Count(answer => answer.First == answer.Second);
        }

        // Untrained networks would agree too.
        Assert.True(right > task.Test.Images.Count / 3, $"only {right} of {task.Test.Images.Count} are right");
    }

    [Fact]
    public void Recorded_network_has_its_recorded_accuracy_on_mnist()
    {
        const string id = "mnist/original@16@128@3e-05/seed-0";
        MnistOrSkip.Load();
        ExportedRun run = ExportedRun.Read(new RunStore(RecordedRuns.Folder), id);
        using KeptState state = new(run.Run, KeptEpoch.Last, EngineCatalog.Known["simd"], run.Run.Spec.Task.Open(run.Run.Spec.Seed));
        using InferenceSession session = new(Exported(run.Run.Spec.Model, state.Engine));
        ImageFeed test = ((ImageTask)state.Task).Test;
        int right = 0;
        for (int first = 0; first < test.Images.Count; first += state.Batch.Rows)
        {
            test.FillRange(first, test.Images.Count, state.Batch);
            int[] labels = state.Batch.Targets[..state.Batch.Rows].ToArray();
            right += Compare(session, state.Engine, run.Run.Spec.Model, state.Batch, ToleranceOfRecorded).Zip(labels).Count(answer => answer.First == answer.Second);
        }

        Assert.Equal(run.Run.Last.Metrics[ImageMetrics.TestAccuracy], right / (double)test.Images.Count);
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_that_answers_at_every_step_gives_the_same_probabilities_at_each(string cell, GateActivation activation)
    {
        ModelSpec model = new() { Cell = Cells.Parse(cell), Inputs = 3, Hidden = 5, Classes = 4, Readout = Readout.EveryStep, GateActivation = activation };
        using IEngine engine = EngineCatalog.Known["simd"].Create(model, Optimizer, 11, Batch);
        // Far from the start: gates saturate, and every term of a cell counts.
        engine.Load(RandomModels.Values(model.ParameterCount, scale: 1.5, seed: 1));
        using Minibatch batch = RandomModels.Batch(model, steps: 11, Batch, seed: 2);
        using InferenceSession session = new(Exported(model, engine));

        Compare(session, engine, model, batch);
    }

    [Fact]
    public void Model_says_what_it_takes_what_it_gives_and_which_run_it_is()
    {
        ModelSpec model = new() { Cell = Cell.Gru, Inputs = 8, Hidden = 4, Classes = 10, Readout = Readout.LastStep };
        byte[] file = Encoded(model, new float[model.ParameterCount], new Dictionary<string, string> { ["run"] = "digits/original@16@8@0.001/seed-0" });

        using InferenceSession session = new(file);

        NodeMetadata input = Assert.Single(session.InputMetadata, entry => entry.Key == "input").Value;
        NodeMetadata output = Assert.Single(session.OutputMetadata, entry => entry.Key == "probabilities").Value;
        Assert.Equal((typeof(float), typeof(float)), (input.ElementType, output.ElementType));
        Assert.Equal([-1, -1, 8], input.Dimensions);
        Assert.Equal(["batch", "steps"], input.SymbolicDimensions[..2]);
        Assert.Equal([-1, 10], output.Dimensions);
        Assert.Equal("digits/original@16@8@0.001/seed-0", session.ModelMetadata.CustomMetadataMap["run"]);
        Assert.Equal("rnn-memory", session.ModelMetadata.ProducerName);
    }

    [Fact]
    public void Second_half_of_the_biases_must_be_zero()
    {
        ModelSpec model = new() { Cell = Cell.Vanilla, Inputs = 2, Hidden = 3, Classes = 4, Readout = Readout.LastStep };
        IReadOnlyList<NamedTensor> tensors = OnnxFile.Instance.Tensors(model, new float[model.ParameterCount]);
        tensors.Single(tensor => tensor.Name == "B").Values[^1] = 1;

        string message = Assert.Throws<InvalidDataException>(() => OnnxFile.Instance.Parameters(model, tensors)).Message;

        Assert.Equal("the second half of B is not zero; the model has one bias", message);
    }

    [Fact]
    public void Cell_that_onnx_has_no_operator_for_is_an_error_of_the_user()
    {
        Cell other = new()
        {
            Name = "other",
            Label = "Other",
            Gates = ["h"],
            PyTorchGates = ["h"],
            Onnx = null,
            Kernel = Initialiser.Zeros,
            Recurrent = Initialiser.Zeros,
            Bias = Initialiser.Zeros,
        };
        ModelSpec model = new() { Cell = other, Inputs = 2, Hidden = 3, Classes = 4, Readout = Readout.LastStep };

        string message = Assert.Throws<UserError>(() => OnnxFile.Instance.Tensors(model, new float[model.ParameterCount])).Message;

        Assert.Equal("ONNX has no operator for the cell 'other'. Choose another format, such as .npz.", message);
    }

    private static byte[] Exported(ModelSpec model, IEngine engine)
    {
        float[] parameters = new float[model.ParameterCount];
        engine.Save(parameters);
        return Encoded(model, parameters, new Dictionary<string, string>());
    }

    private static byte[] Encoded(ModelSpec model, float[] parameters, Dictionary<string, string> metadata) =>
        OnnxFile.Instance.Write(model, OnnxFile.Instance.Tensors(model, parameters), metadata);

    // The classes of all rows, [B] or [B, T]; fails where the two differ.
    private static int[] Compare(InferenceSession session, IEngine engine, ModelSpec model, Minibatch batch, double tolerance = Tolerance)
    {
        float[,] expected = Probabilities(engine, model, batch, out int[] classes);
        DenseTensor<float> images = new([batch.Rows, batch.Steps, model.Inputs]);
        for (int row = 0; row < batch.Rows; row++)
        {
            for (int step = 0; step < batch.Steps; step++)
            {
                for (int i = 0; i < model.Inputs; i++)
                {
                    images[row, step, i] = batch.Inputs[(((step * batch.Batch) + row) * model.Inputs) + i];
                }
            }
        }

        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run([NamedOnnxValue.CreateFromTensor("input", images)]);
        float[] given = [.. results.Single().AsEnumerable<float>()];
        Assert.Equal(classes.Length * model.Classes, given.Length);
        for (int answer = 0; answer < classes.Length; answer++)
        {
            float[] row = given[(answer * model.Classes)..((answer + 1) * model.Classes)];
            Assert.Equal(classes[answer], Array.IndexOf(row, row.Max()));
            for (int k = 0; k < model.Classes; k++)
            {
                Assert.Equal(expected[answer, k], row[k], tolerance);
            }
        }

        return classes;
    }

    // An engine tells the loss of a class that is asked for, so each class is asked for once: p = exp(-loss).
    private static float[,] Probabilities(IEngine engine, ModelSpec model, Minibatch batch, out int[] classes)
    {
        int steps = model.Readout == Readout.EveryStep ? batch.Steps : 1;
        int[] predicted = new int[steps * batch.Batch];
        float[] losses = new float[steps * batch.Batch];
        float[,] probabilities = new float[steps * batch.Rows, model.Classes];
        classes = new int[steps * batch.Rows];
        for (int k = 0; k < model.Classes; k++)
        {
            batch.Targets.Fill(k);
            engine.Predict(batch, predicted, losses);
            for (int answer = 0; answer < classes.Length; answer++)
            {
                // From [T, B] to [B, T].
                int at = (answer % steps * batch.Batch) + (answer / steps);
                (probabilities[answer, k], classes[answer]) = (MathF.Exp(-losses[at]), predicted[at]);
            }
        }

        return probabilities;
    }
}
