using RnnMemory.Engines;

namespace RnnMemory.Tests.Measures;

/// <summary>An engine with answers given by the test; it learns nothing.</summary>
internal sealed class ScriptedEngine : IEngine
{
    /// <summary>Class and loss for one row of a minibatch.</summary>
    public Func<Minibatch, int, (int Class, float Loss)> Answer { get; init; } = (_, _) => (0, 0);

    /// <summary>Class for one step and one row of a minibatch.</summary>
    public Func<Minibatch, int, int, int> AnswerAt { get; init; } = (_, _, _) => 0;

    /// <summary>The hidden states, [T, B, H].</summary>
    public Action<Minibatch, float[]> Fill { get; init; } = (_, _) => { };

    public int Hidden { get; init; } = 1;

    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses)
    {
        // Unused rows get answers that would be noticed.
        classes.Fill(-1);
        losses.Fill(float.NaN);
        for (int row = 0; row < batch.Rows; row++)
        {
            (classes[row], losses[row]) = Answer(batch, row);
        }
    }

    public void States(Minibatch batch, Span<float> states)
    {
        float[] values = new float[states.Length];
        Fill(batch, values);
        values.CopyTo(states);
    }

    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        if (!losses.IsEmpty)
        {
            Predict(batch, classes, losses);
        }

        classes.Fill(-1);
        for (int t = 0; t < batch.Steps; t++)
        {
            for (int row = 0; row < batch.Rows; row++)
            {
                classes[(t * batch.Batch) + row] = AnswerAt(batch, t, row);
            }
        }
    }

    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates) => throw new NotSupportedException();

    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots) => throw new NotSupportedException();

    public StepResult Train(Minibatch batch) => throw new NotSupportedException();

    public StepResult Gradients(Minibatch batch, Span<float> gradients) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
