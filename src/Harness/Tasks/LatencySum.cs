using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>
/// Adds up the latencies of sequences (assumption D1): with a_t the arg max after step t = 1..T, L = 1 + max({0} ∪ {t : a_t ≠ a_T}).
/// </summary>
/// <param name="batch">Minibatches of this shape are added.</param>
internal sealed class LatencySum(Minibatch batch)
{
    private readonly int[] answers = new int[batch.Steps * batch.Batch];
    private long sum, sumOfCorrect;

    /// <summary>Sequences so far.</summary>
    public int Count { get; private set; }

    /// <summary>Sequences whose last answer is right.</summary>
    public int Correct { get; private set; }

    /// <summary>Mean latency.</summary>
    public double Mean => (double)sum / Count;

    /// <summary>Mean latency of the sequences whose last answer is right; null when none is.</summary>
    public double? MeanOfCorrect => Correct == 0 ? null : (double)sumOfCorrect / Correct;

    /// <summary>L of one sequence.</summary>
    /// <param name="answers">Answers after every step, [T, B].</param>
    /// <param name="row">Which of the B sequences.</param>
    /// <param name="batch">B, the sequences of a minibatch.</param>
    public static int Of(ReadOnlySpan<int> answers, int row, int batch)
    {
        int last = answers.Length / batch;
        int final = answers[((last - 1) * batch) + row];
        while (last > 1 && answers[((last - 2) * batch) + row] == final)
        {
            last--;
        }

        return last;
    }

    /// <summary>Runs a network that is read at the last step over a minibatch, and adds its sequences.</summary>
    /// <param name="engine">Holds the network.</param>
    /// <param name="sequences">The minibatch.</param>
    /// <param name="losses">Receives the losses, [B], unless it is empty.</param>
    /// <returns>The answers after the last step, [B].</returns>
    public ReadOnlySpan<int> Add(IEngine engine, Minibatch sequences, Span<float> losses)
    {
        engine.Trace(sequences, answers, losses);
        ReadOnlySpan<int> last = answers.AsSpan((sequences.Steps - 1) * sequences.Batch);
        for (int row = 0; row < sequences.Rows; row++)
        {
            int latency = Of(answers, row, sequences.Batch);
            sum += latency;
            if (last[row] == sequences.Targets[row])
            {
                sumOfCorrect += latency;
                Correct++;
            }
        }

        Count += sequences.Rows;
        return last;
    }
}
