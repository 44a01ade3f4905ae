using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Models;

namespace RnnMemory.Tests.Bench;

/// <summary>An engine whose arithmetic is right but uses other parameters than it was given.</summary>
internal sealed class Misloaded(ModelSpec model, OptimizerSpec optimizer, int steps, int batch, float[] others) : IEngine
{
    private readonly ScalarEngine engine = new(model, optimizer, steps, batch);

    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates) => engine.Load(others, slots, updates);

    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots) => engine.Save(parameters, slots);

    public StepResult Train(Minibatch batch) => engine.Train(batch);

    public StepResult Gradients(Minibatch batch, Span<float> gradients) => engine.Gradients(batch, gradients);

    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses) => engine.Predict(batch, classes, losses);

    public int Hidden => engine.Hidden;

    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default) =>
        engine.Trace(batch, classes, losses);

    public void States(Minibatch batch, Span<float> states) => engine.States(batch, states);

    public void Dispose() => engine.Dispose();
}
