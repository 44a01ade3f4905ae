using RnnMemory.Engines;
using RnnMemory.Runs;
using RnnMemory.Training;

namespace RnnMemory.Checks.Damage;

/// <summary>The hash of a kept state's parameters, which differs for any other state.</summary>
internal sealed class ParametersMeasure : StateMeasure<string>
{
    public override string Name => "parameters";

    public override int Version => 1;

    public override string Compute(KeptState state, CancellationToken cancellation)
    {
        float[] parameters = new float[state.Spec.Model.ParameterCount];
        state.Engine.Save(parameters);
        return TrainingHashes.OfParameters(parameters);
    }
}
