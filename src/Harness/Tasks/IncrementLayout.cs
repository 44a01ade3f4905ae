using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>
/// Writes numbers x of N digits in base K into minibatches: the digits in the task's order, either twice (T = 2N steps; the targets are
/// the digits, then those of x + 1, where K^N − 1 gives 0), or once (T = N; the targets are those of x + 1). Figs. 3 and 4.
/// </summary>
internal sealed class IncrementLayout
{
    private readonly int[] order;
    private readonly byte[] next;
    private readonly int radix;
    private readonly bool marked;
    private readonly int firstScored;

    // The input that a digit sets, and the value that it gets.
    private readonly int[] place;
    private readonly float[] level;

    public IncrementLayout(IncrementTaskSpec spec, int[] order)
    {
        this.order = order;
        next = new byte[spec.Digits];
        (radix, marked) = (spec.Base, spec.PhaseMarker);
        bool oneHot = spec.Encoding == DigitEncoding.OneHot;
        place = [.. Enumerable.Range(0, radix).Select(digit => oneHot ? digit : 0)];
        level = [.. Enumerable.Range(0, radix).Select(digit => oneHot ? 1f : (float)digit / (radix - 1))];
        Steps = spec.Doubled ? 2 * spec.Digits : spec.Digits;
        Inputs = (oneHot ? radix : 1) + (marked ? 1 : 0);
        SecondHalf = spec.Doubled ? spec.Digits : 0;
        firstScored = spec.LossOnSecondHalf ? SecondHalf : 0;
        Alphabet = new Alphabet(Inputs, [.. Symbols()]);
    }

    /// <summary>N, the number of digits.</summary>
    public int Digits => order.Length;

    /// <summary>T, the number of time steps.</summary>
    public int Steps { get; }

    /// <summary>I: K or 1 for the digit, then 1 for the phase marker if there is one.</summary>
    public int Inputs { get; }

    /// <summary>The step whose target is the first digit of x + 1.</summary>
    public int SecondHalf { get; }

    /// <summary>new[j] = old[Order[j]].</summary>
    public ReadOnlySpan<int> Order => order;

    /// <summary>The digits as symbols; with a phase marker, followed by the marked digits.</summary>
    public Alphabet Alphabet { get; }

    /// <summary>Prepares a minibatch of symbols for that many sequences.</summary>
    public void Begin(Minibatch batch, int rows)
    {
        if (batch.Steps != Steps || batch.Width != Inputs)
        {
            throw new ArgumentException(
                $"A minibatch of {Steps} steps of {Inputs} inputs is needed, not {batch.Steps} of {batch.Width}.", nameof(batch));
        }

        (batch.Rows, batch.FirstScored) = (rows, firstScored);
        batch.UseSymbols(Alphabet);
    }

    /// <summary>Writes one sequence as symbols.</summary>
    /// <param name="batch">The minibatch.</param>
    /// <param name="row">Which of its sequences.</param>
    /// <param name="digits">[N], lowest first.</param>
    public void Write(Minibatch batch, int row, ReadOnlySpan<byte> digits)
    {
        Increment(digits);
        Span<int> symbols = batch.UseSymbols(Alphabet);
        Span<int> targets = batch.Targets;

        // Copied to locals, since the compiler would read the fields again after each store.
        byte[] answers = next;
        int stride = batch.Batch;
        int later = SecondHalf * stride;
        int laterSymbols = marked ? radix : 0;
        int output = row;
        foreach (int old in order)
        {
            // If the number is presented once, both halves are the same steps, and the answer must overwrite the digit.
            byte digit = digits[old];
            symbols[output] = digit;
            symbols[output + later] = laterSymbols + digit;
            targets[output] = digit;
            targets[output + later] = answers[old];
            output += stride;
        }
    }

    /// <summary>The steps of a tree whose rows are the digits as <see cref="Present"/> writes them, then those of x + 1.</summary>
    public SymbolTreeStep[] TreeSteps() =>
    [
        .. Enumerable.Range(0, SecondHalf).Select(step => new SymbolTreeStep(step, 0, step)),
        .. Enumerable.Range(0, Digits).Select(step => new SymbolTreeStep(step, marked ? radix : 0, Digits + step)),
    ];

    /// <summary>Writes a number's digits, and those of x + 1, in the order of presentation.</summary>
    /// <param name="digits">[N], lowest first.</param>
    /// <param name="shown">Receives the digits, <paramref name="stride"/> apart.</param>
    /// <param name="wanted">Receives those of x + 1 likewise.</param>
    /// <param name="stride">From one digit to the next.</param>
    public void Present(ReadOnlySpan<byte> digits, Span<byte> shown, Span<byte> wanted, int stride)
    {
        Increment(digits);
        byte[] answers = next;
        int at = 0;
        foreach (int old in order)
        {
            shown[at] = digits[old];
            wanted[at] = answers[old];
            at += stride;
        }
    }

    private IEnumerable<float> Symbols()
    {
        for (int symbol = 0; symbol < (marked ? 2 : 1) * radix; symbol++)
        {
            float[] inputs = new float[Inputs];
            inputs[place[symbol % radix]] = level[symbol % radix];
            if (symbol >= radix)
            {
                inputs[^1] = 1;
            }

            foreach (float input in inputs)
            {
                yield return input;
            }
        }
    }

    private void Increment(ReadOnlySpan<byte> digits)
    {
        digits.CopyTo(next);
        int i = 0;
        while (i < next.Length && next[i] == radix - 1)
        {
            next[i++] = 0;
        }

        if (i < next.Length)
        {
            next[i]++;
        }
    }
}
