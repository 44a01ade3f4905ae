namespace RnnMemory.Checks.Elementary;

/// <summary>
/// One function over a range of bit patterns: its vector form at every width of this machine against the definition, bit by bit, and the
/// definition against binary64.
/// </summary>
internal static class ElementarySweep
{
    /// <summary>Bit patterns in a block, the unit of work.</summary>
    public const int BlockSize = 1 << 16;

    /// <summary>Number of blocks that together contain every binary32.</summary>
    public const int Blocks = 1 << 16;

    /// <summary>Checks every n-th block, n being <paramref name="every"/>, on all processors.</summary>
    /// <param name="function">The function to check.</param>
    /// <param name="every">1 for all 2^32 inputs.</param>
    /// <param name="progress">Gets the number of finished blocks from time to time, from any thread.</param>
    public static ElementaryResult Run(ElementaryFunction function, int every, Action<int> progress)
    {
        ElementaryResult[] results = new ElementaryResult[(Blocks + every - 1) / every];
        int done = 0;

        // Without a limit the pool adds threads for as long as this runs.
        ParallelOptions onePerProcessor = new() { MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, results.Length, onePerProcessor, block =>
        {
            results[block] = Block(function, (uint)(block * every) * BlockSize);
            progress(Interlocked.Increment(ref done));
        });
        return results.Aggregate(ElementaryResult.Nothing, (sum, next) => sum.Then(next));
    }

    /// <summary>One block, from the given bit pattern on.</summary>
    public static ElementaryResult Block(ElementaryFunction function, uint first)
    {
        float[] inputs = new float[BlockSize];
        for (uint i = 0; i < BlockSize; i++)
        {
            inputs[i] = BitConverter.UInt32BitsToSingle(first + i);
        }

        return Over(function, inputs, ElementaryFunction.Widths);
    }

    /// <summary>Any inputs, with vectors of these numbers of lanes.</summary>
    public static ElementaryResult Over(ElementaryFunction function, float[] inputs, IEnumerable<int> widths)
    {
        float[] expected = new float[inputs.Length];
        float[] actual = new float[inputs.Length];
        ElementaryResult result = ElementaryResult.Nothing with { Inputs = inputs.Length };
        for (int i = 0; i < inputs.Length; i++)
        {
            float x = inputs[i];
            float y = expected[i] = function.Scalar(x);
            double exact = function.Exact(x);
            double error = Ulp.Error(y, exact);
            result = result with
            {
                WorstUlp = Math.Max(result.WorstUlp, error),
                WorstInput = error > result.WorstUlp ? x : result.WorstInput,
                Rounded = result.Rounded + (SameBits(y, (float)exact) ? 1 : 0),
                Bits = ElementaryResult.Mix(result.Bits, Canonical(y)),
            };
        }

        foreach (int lanes in widths)
        {
            function.OnVectors(lanes, inputs, actual);
            result = Compare(function, lanes, inputs, expected, actual, result);
        }

        return result;
    }

    private static ElementaryResult Compare(
        ElementaryFunction function, int lanes, float[] inputs, float[] expected, float[] actual, ElementaryResult result)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!SameBits(expected[i], actual[i]))
            {
                result = result with
                {
                    Differences = result.Differences + 1,
                    FirstDifference = result.FirstDifference.Length > 0
                        ? result.FirstDifference
                        : FormattableString.Invariant($"{function.Name}({inputs[i]:R}) is {actual[i]:R} on {lanes} lanes, not {expected[i]:R}"),
                };
            }
        }

        return result;
    }

    private static bool SameBits(float a, float b) => Canonical(a) == Canonical(b);

    // The numeric contract does not specify the payload of a NaN.
    private static uint Canonical(float x) => BitConverter.SingleToUInt32Bits(float.IsNaN(x) ? float.NaN : x);
}
