using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Tasks;

namespace RnnMemory.Tests.Runs;

/// <summary>A value that differs between states.</summary>
internal sealed record Probe(string Run, double FirstParameter);

/// <summary>Counts how often it is computed, and calls an action of the test.</summary>
internal sealed class ProbeMeasure(string name = "probe", int version = 1) : StateMeasure<Probe>
{
    public int Computed { get; private set; }

    /// <summary>Called before a value is computed.</summary>
    public Action<CancellationToken> Before { get; init; } = _ => { };

    public override string Name => name;

    public override int Version => version;

    public override Probe Compute(KeptState state, CancellationToken cancellation)
    {
        Computed++;
        Before(cancellation);
        float[] parameters = new float[state.Spec.Model.ParameterCount];
        state.Engine.Save(parameters);
        return new Probe(state.Spec.Id, parameters[0]);
    }
}

/// <summary>A measure of the data that counts too.</summary>
internal sealed class ProbeOfData(string name = "steps") : DataMeasure<string>
{
    public int Computed { get; private set; }

    public override string Name => name;

    public override int Version => 1;

    public override string Compute(ITask task, CancellationToken cancellation)
    {
        Computed++;
        return $"{task.Steps} steps";
    }
}
