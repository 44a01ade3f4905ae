using RnnMemory.Engines;

namespace RnnMemory.Tests.Tasks;

/// <summary>Answers by a rule instead of a network. Unused rows get right answers, so that counting them would be noticed.</summary>
/// <param name="answer">The class for (minibatch, step, row).</param>
internal sealed class AnsweringEngine(Func<Minibatch, int, int, int> answer) : IEngine
{
    /// <summary>Number of sequences answered so far.</summary>
    public int Asked { get; private set; }

    public int Hidden => 1;

    public void States(Minibatch batch, Span<float> states) => states.Clear();

    public void Trace(Minibatch batch, Span<int> classes, Span<float> losses = default)
    {
        Asked += batch.Rows;
        for (int step = 0; step < batch.Steps; step++)
        {
            for (int row = 0; row < batch.Batch; row++)
            {
                int output = (step * batch.Batch) + row;
                classes[output] = row < batch.Rows ? answer(batch, step, row) : batch.Targets[output];
            }
        }
    }

    public void Load(ReadOnlySpan<float> parameters, IReadOnlyList<float[]> slots, long updates) => throw new NotSupportedException();

    public void Save(Span<float> parameters, IReadOnlyList<float[]> slots) => throw new NotSupportedException();

    public StepResult Train(Minibatch batch) => throw new NotSupportedException();

    public StepResult Gradients(Minibatch batch, Span<float> gradients) => throw new NotSupportedException();

    public void Predict(Minibatch batch, Span<int> classes, Span<float> losses) => throw new NotSupportedException();

    public void Dispose()
    {
    }
}
