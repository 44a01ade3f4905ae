using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Tests.Training;

/// <summary>
/// Not a network, but a state that every minibatch changes and that depends on their order: enough to detect whether a loop, a store or a
/// resumption loses or repeats one. A non-finite input has the same effects as in a real engine.
/// </summary>
internal sealed class ToyEngine(ModelSpec model, OptimizerSpec optimizer) : IEngine
{
    private readonly float[] parameters = new float[model.ParameterCount];
    private readonly float[] accumulators = new float[model.ParameterCount];

    public static EngineEntry Entry(string name = "toy", string numerics = "toy 1") =>
        new(name, numerics, (model, optimizer, _, _) => new ToyEngine(model, optimizer));

    public void Load(ReadOnlySpan<float> newParameters, IReadOnlyList<float[]> slots, long updates)
    {
        newParameters.CopyTo(parameters);
        if (slots.Count > 0)
        {
            slots[0].CopyTo(accumulators, 0);
        }
    }

    public void Save(Span<float> toParameters, IReadOnlyList<float[]> slots)
    {
        parameters.CopyTo(toParameters);
        if (slots.Count > 0)
        {
            accumulators.CopyTo(slots[0], 0);
        }
    }

    public StepResult Train(Minibatch batch)
    {
        StepResult result = new(Loss(batch), batch.Rows / 2, batch.Rows);
        for (int i = 0; i < parameters.Length; i++)
        {
            float gradient = (parameters[i] * 0.1f) + batch.Inputs[i % batch.Inputs.Length];
            accumulators[i] = (0.9f * accumulators[i]) + (0.1f * gradient * gradient);
            parameters[i] -= (float)optimizer.LearningRate * gradient / (MathF.Sqrt(accumulators[i]) + 1e-7f);
        }

        return result;
    }

    public StepResult Gradients(Minibatch batch, Span<float> gradients) => throw new NotSupportedException();

    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses)
    {
        classes.Clear();
        losses.Fill(parameters[0] + accumulators[^1]);
    }

    public int Hidden => model.Hidden;

    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        classes.Clear();
        losses.Fill(parameters[0] + accumulators[^1]);
    }

    public void States(Minibatch batch, Span<float> states) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private double Loss(Minibatch batch)
    {
        double loss = float.IsNaN(batch.Inputs[0]) ? double.NaN : 0;
        foreach (float parameter in parameters)
        {
            loss += Math.Abs(parameter);
        }

        return loss;
    }
}
