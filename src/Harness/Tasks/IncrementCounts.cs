using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>Counts right answers in whole numbers, so that no order of numbers can change an accuracy.</summary>
/// <param name="layout">How the numbers are presented.</param>
internal sealed class IncrementCounts(IncrementLayout layout)
{
    private readonly int steps = layout.Steps;
    private readonly int secondHalf = layout.SecondHalf;
    private readonly RightAnswers first = new();
    private readonly RightAnswers second = new();

    // Answers of the second half that are the digit shown.
    private readonly RightAnswers same = new();
    private long sequences, rightOutputs, rightSecondOutputs, rightNumbers, rightSequences, copies;

    /// <summary>Share of the sequences whose second half repeats the number.</summary>
    public double Copies => (double)copies / sequences;

    /// <summary>Adds the sequences of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="classes">The answers, level by level.</param>
    public void Add(IncrementPart part, ReadOnlySpan<byte> classes)
    {
        first.Clear();
        second.Clear();
        same.Clear();
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<byte> wanted = part.Tree.Wanted(t);
            first.Branch(part.Tree.Parents(t));
            second.Branch(part.Tree.Parents(t));
            (t < secondHalf ? first : second).Add(classes[..wanted.Length], wanted);
            if (t >= secondHalf)
            {
                same.Branch(part.Tree.Parents(t));
                same.Add(classes[..wanted.Length], part.Tree.Shown(t));
            }

            classes = classes[wanted.Length..];
        }

        for (int i = 0; i < part.Times.Length; i++)
        {
            Add(first[i], second[i], same[i], part.Times[i]);
        }
    }

    /// <summary>Adds the sequences of a minibatch.</summary>
    /// <param name="batch">Its targets.</param>
    /// <param name="classes">The answers, [T, B].</param>
    /// <param name="part">The part that its sequences belong to.</param>
    /// <param name="begin">The part's number in the first row.</param>
    public void Add(Minibatch batch, ReadOnlySpan<int> classes, IncrementPart part, int begin)
    {
        for (int row = 0; row < batch.Rows; row++)
        {
            ReadOnlySpan<byte> digits = part.Digits.AsSpan((begin + row) * layout.Digits, layout.Digits);
            Add(
                Right(batch, classes, row, 0, secondHalf),
                Right(batch, classes, row, secondHalf, steps),
                Same(batch, classes, row, digits),
                part.Times[begin + row]);
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

    private int Same(Minibatch batch, ReadOnlySpan<int> classes, int row, ReadOnlySpan<byte> digits)
    {
        int count = 0;
        for (int place = 0; place < layout.Digits; place++)
        {
            count += classes[((secondHalf + place) * batch.Batch) + row] == digits[layout.Order[place]] ? 1 : 0;
        }

        return count;
    }

    private void Add(int inFirst, int inSecond, int repeated, long times)
    {
        sequences += times;
        rightOutputs += times * (inFirst + inSecond);
        rightSecondOutputs += times * inSecond;
        rightNumbers += inSecond == steps - secondHalf ? times : 0;
        rightSequences += inFirst + inSecond == steps ? times : 0;
        copies += repeated == layout.Digits ? times : 0;
    }
}
