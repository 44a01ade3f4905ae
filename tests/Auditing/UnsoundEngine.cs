using RnnMemory.Engines;
using RnnMemory.Models;

namespace RnnMemory.Tests.Auditing;

/// <summary>The fast engine with a fault.</summary>
internal sealed class UnsoundEngine(IEngine inner, int size, UnsoundEngine.Fault fault, Func<UnsoundEngine, bool> isFirst) : IEngine
{
    private readonly float[] parameters = new float[size];
    private readonly float[][] slots = [new float[size]];
    private long updates;

    /// <summary>What goes wrong.</summary>
    public enum Fault
    {
        /// <summary>The last bit of parameter 137 is wrong after minibatches whose third input is at least 5/16.</summary>
        InTraining,

        /// <summary>The loss is 0.5 too high in every forward pass without training.</summary>
        InPrediction,

        /// <summary>The last bit of parameter 137 is wrong, only the first time in the process.</summary>
        Once,
    }

    /// <summary>The engines of the harness, the fast one with that fault. Each catalog's first engine that trains is the faulty one.</summary>
    public static EngineCatalog Catalog(Fault fault)
    {
        EngineEntry simd = EngineCatalog.Known["simd"];
        UnsoundEngine? first = null;
        IEngine Create(ModelSpec model, OptimizerSpec optimizer, int steps, int batch) => new UnsoundEngine(
            simd.Create(model, optimizer, steps, batch), model.ParameterCount, fault, engine => (first ??= engine) == engine);
        return new EngineCatalog([simd with { Create = Create }, EngineCatalog.Known["scalar"]]);
    }

    /// <summary>Whether this minibatch triggers the fault in training.</summary>
    public static bool Meets(Minibatch batch) => batch.Inputs[2] >= 5 / 16f;

    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates)
    {
        this.updates = updates;
        inner.Load(parameters, slots, updates);
    }

    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots) => inner.Save(parameters, slots);

    public StepResult Train(Minibatch batch)
    {
        StepResult result = inner.Train(batch);
        updates++;
        if ((fault == Fault.Once && isFirst(this)) || (fault == Fault.InTraining && Meets(batch)))
        {
            inner.Save(parameters, slots);
            parameters[137] = float.BitIncrement(parameters[137]);
            inner.Load(parameters, slots, updates);
        }

        return result;
    }

    public StepResult Gradients(Minibatch batch, Span<float> gradients) => inner.Gradients(batch, gradients);

    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses)
    {
        inner.Predict(batch, classes, losses);
        if (fault == Fault.InPrediction)
        {
            losses[0] += 0.5f;
        }
    }

    public int Hidden => inner.Hidden;

    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        inner.Trace(batch, classes, losses);
        if (fault == Fault.InPrediction && !losses.IsEmpty)
        {
            losses[0] += 0.5f;
        }
    }

    public void States(Minibatch batch, Span<float> states) => inner.States(batch, states);

    public void Dispose() => inner.Dispose();
}
