using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>Counts right answers in whole numbers, so that no order of minibatches can change an accuracy.</summary>
/// <param name="secondHalf">The step whose target is the first digit of x + 1.</param>
internal sealed class IncrementCounts(int secondHalf)
{
    private long sequences, outputs, secondOutputs;
    private long rightOutputs, rightSecondOutputs, rightNumbers, rightSequences;

    /// <summary>Adds a minibatch's sequences.</summary>
    /// <param name="batch">Its targets.</param>
    /// <param name="classes">The answers, [T, B].</param>
    public void Add(Minibatch batch, ReadOnlySpan<int> classes)
    {
        for (int row = 0; row < batch.Rows; row++)
        {
            int first = Right(batch, classes, row, 0, secondHalf);
            int second = Right(batch, classes, row, secondHalf, batch.Steps);
            rightOutputs += first + second;
            rightSecondOutputs += second;
            rightNumbers += second == batch.Steps - secondHalf ? 1 : 0;
            rightSequences += first + second == batch.Steps ? 1 : 0;
        }

        sequences += batch.Rows;
        outputs += (long)batch.Rows * batch.Steps;
        secondOutputs += (long)batch.Rows * (batch.Steps - secondHalf);
    }

    /// <summary>The four accuracies of what was added.</summary>
    public IncrementAccuracies Accuracies() => new(
        (double)rightOutputs / outputs,
        (double)rightSecondOutputs / secondOutputs,
        (double)rightNumbers / sequences,
        (double)rightSequences / sequences);

    private static int Right(Minibatch batch, ReadOnlySpan<int> classes, int row, int from, int to)
    {
        ReadOnlySpan<int> targets = batch.Targets;
        int right = 0;
        for (int step = from; step < to; step++)
        {
            int output = (step * batch.Batch) + row;
            right += classes[output] == targets[output] ? 1 : 0;
        }

        return right;
    }
}
