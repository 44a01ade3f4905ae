using System.Runtime.Intrinsics;
using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>Counts right answers in whole numbers, so that no order of minibatches can change an accuracy.</summary>
/// <param name="secondHalf">The step whose target is the first digit of x + 1.</param>
/// <param name="batch">B, sequences of a minibatch.</param>
internal sealed class IncrementCounts(int secondHalf, int batch)
{
    // Right answers of each sequence of a minibatch in the two halves.
    private readonly int[] firstRight = new int[batch];
    private readonly int[] secondRight = new int[batch];
    private long sequences, outputs, secondOutputs;
    private long rightOutputs, rightSecondOutputs, rightNumbers, rightSequences;

    /// <summary>Adds a minibatch's sequences.</summary>
    /// <param name="batch">Its targets.</param>
    /// <param name="classes">The answers, [T, B].</param>
    public void Add(Minibatch batch, ReadOnlySpan<int> classes)
    {
        CountRight(batch, classes, 0, secondHalf, firstRight);
        CountRight(batch, classes, secondHalf, batch.Steps, secondRight);
        for (int row = 0; row < batch.Rows; row++)
        {
            int first = firstRight[row];
            int second = secondRight[row];
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

    private static void CountRight(Minibatch batch, ReadOnlySpan<int> classes, int from, int to, Span<int> right)
    {
        right.Clear();
        for (int step = from; step < to; step++)
        {
            AddEqual(classes.Slice(step * right.Length, right.Length), batch.Targets.Slice(step * right.Length, right.Length), right);
        }
    }

    private static void AddEqual(ReadOnlySpan<int> answers, ReadOnlySpan<int> targets, Span<int> counts)
    {
        int i = 0;
        for (; i + Vector256<int>.Count <= counts.Length; i += Vector256<int>.Count)
        {
            Vector256<int> equal = Vector256.Equals(Vector256.Create(answers[i..]), Vector256.Create(targets[i..]));
            (Vector256.Create<int>(counts[i..]) - equal).CopyTo(counts[i..]);
        }

        for (; i < counts.Length; i++)
        {
            counts[i] += answers[i] == targets[i] ? 1 : 0;
        }
    }
}
