using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>Counts right answers in whole numbers, so that no order of numbers can change an accuracy.</summary>
/// <param name="steps">T.</param>
/// <param name="secondHalf">The step whose target is the first digit of x + 1.</param>
internal sealed class IncrementCounts(int steps, int secondHalf)
{
    private readonly RightAnswers first = new();
    private readonly RightAnswers second = new();
    private long sequences, rightOutputs, rightSecondOutputs, rightNumbers, rightSequences;

    /// <summary>Adds the sequences of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="classes">The answers, level by level.</param>
    public void Add(IncrementPart part, ReadOnlySpan<byte> classes)
    {
        first.Clear();
        second.Clear();
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<byte> wanted = part.Tree.Wanted(t);
            first.Branch(part.Tree.Parents(t));
            second.Branch(part.Tree.Parents(t));
            (t < secondHalf ? first : second).Add(classes[..wanted.Length], wanted);
            classes = classes[wanted.Length..];
        }

        for (int i = 0; i < part.Times.Length; i++)
        {
            Add(first[i], second[i], part.Times[i]);
        }
    }

    /// <summary>Adds the sequences of a minibatch.</summary>
    /// <param name="batch">Its targets.</param>
    /// <param name="classes">The answers, [T, B].</param>
    /// <param name="times">How often each sequence counts.</param>
    public void Add(Minibatch batch, ReadOnlySpan<int> classes, ReadOnlySpan<int> times)
    {
        for (int row = 0; row < batch.Rows; row++)
        {
            Add(Right(batch, classes, row, 0, secondHalf), Right(batch, classes, row, secondHalf, steps), times[row]);
        }
    }

    /// <summary>The four accuracies of what was added.</summary>
    public IncrementAccuracies Accuracies() => new(
        (double)rightOutputs / (sequences * steps),
        (double)rightSecondOutputs / (sequences * (steps - secondHalf)),
        (double)rightNumbers / sequences,
        (double)rightSequences / sequences);

    private static int Right(Minibatch batch, ReadOnlySpan<int> classes, int row, int from, int to)
    {
        int right = 0;
        for (int step = from; step < to; step++)
        {
            int output = (step * batch.Batch) + row;
            right += classes[output] == batch.Targets[output] ? 1 : 0;
        }

        return right;
    }

    private void Add(int inFirst, int inSecond, long times)
    {
        sequences += times;
        rightOutputs += times * (inFirst + inSecond);
        rightSecondOutputs += times * inSecond;
        rightNumbers += inSecond == steps - secondHalf ? times : 0;
        rightSequences += inFirst + inSecond == steps ? times : 0;
    }
}
