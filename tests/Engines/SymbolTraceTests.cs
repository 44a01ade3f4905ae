using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>Answers to a tree of symbols equal those to the inputs that they stand for, sequence by sequence.</summary>
public class SymbolTraceTests
{
    private static readonly OptimizerSpec Optimizer = new() { LearningRate = 0.01 };

    // More than twice the widest vector's lanes.
    private const int Sequences = 40;

    // T, H, K, S: widths around a vector's, more symbols than lanes.
    private static readonly (int T, int H, int K, int S)[] Sizes =
    [
        (1, 1, 1, 1),
        (70, 16, 2, 2),
        (14, 16, 10, 10),
        (40, 5, 3, 4),
        (9, 33, 18, 37),
    ];

    public static TheoryData<string, GateActivation, int> Cases()
    {
        var data = new TheoryData<string, GateActivation, int>();
        foreach (Cell cell in Cells.All.Where(HasKernel))
        {
            foreach (int lanes in new[] { 16, 8, 4, 1 })
            {
                data.Add(cell.Name, GateActivation.HardSigmoid, lanes);
                if (cell.Gates.Count > 1)
                {
                    data.Add(cell.Name, GateActivation.Sigmoid, lanes);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_do_not_depend_on_the_tree_and_are_those_of_scalar(string cell, GateActivation gate, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        foreach ((int t, int h, int k, int s) in Sizes)
        {
            ModelSpec model = Model(cell, gate, h, k);
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.7, 1);
            AssertAnswers(model, t, s, lanes, parameters, $"{(t, h, k, s)}");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_that_are_not_finite_answer_as_they_do_in_scalar(string cell, GateActivation gate, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        ModelSpec model = Model(cell, gate, 16, 3);
        TensorSpec[] tensors = [.. model.Tensors];
        float[] spoilers = [float.PositiveInfinity, float.NegativeInfinity, float.NaN];
        for (int spoilt = 0; spoilt < tensors.Length * spoilers.Length; spoilt++)
        {
            // One element of every tensor: a weight of a symbol's input, of a state, of a class, or a bias.
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.7, 1);
            (int of, int by) = (spoilt / spoilers.Length, spoilt % spoilers.Length);
            int at = tensors.Take(of).Sum(tensor => tensor.Size) + (spoilt * 7 % tensors[of].Size);
            parameters[at] = spoilers[by];
            AssertAnswers(model, 6, 4, lanes, parameters, $"element {at}");
        }
    }

    // What was derived from parameters and alphabet must not be used after a change of them.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Answers_follow_a_change_of_parameters_and_alphabet(string cell, GateActivation gate, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        ModelSpec model = Model(cell, gate, 16, 10);
        using IEngine simd = SimdEngine.Create(model, Optimizer, 12, 16, lanes);
        using var scalar = new ScalarEngine(model, Optimizer, 12, 16);
        using Minibatch training = RandomModels.Batch(model, 12, 16, 3);
        Alphabet[] alphabets = [NewAlphabet(model, 5, 1), NewAlphabet(model, 5, 2), NewAlphabet(model, 30, 3)];
        Load(RandomModels.Values(model.ParameterCount, 0.7, 1));
        for (int round = 0; round < 12; round++)
        {
            if (round == 4)
            {
                simd.Train(training);
                scalar.Train(training);
            }

            if (round == 8)
            {
                Load(RandomModels.Values(model.ParameterCount, 0.7, 2));
            }

            // The same symbols every time.
            int[][] sequences = [Enumerable.Repeat(3, 12).ToArray()];
            Assert.Equal(ByMinibatch(scalar, model, alphabets[round % 3], sequences), ByTree(simd, alphabets[round % 3], sequences, 1));
        }

        void Load(float[] parameters)
        {
            simd.Load(parameters);
            scalar.Load(parameters);
        }
    }

    [Theory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("vanilla")]
    [InlineData("tanh")]
    public void Simd_allocates_nothing_for_a_tree(string cell)
    {
        ModelSpec model = Model(cell, GateActivation.HardSigmoid, 16, 2);
        using IEngine simd = SimdEngine.Create(model, Optimizer, 8, 16);
        simd.Load(RandomModels.Values(model.ParameterCount, 0.3, 1));
        Alphabet alphabet = NewAlphabet(model, 2, 1);
        SymbolTree tree = Tree(Sorted(8, 2, 100));
        byte[] classes = new byte[tree.Nodes];
        Assert.True(((ISymbolTracer)simd).TracesSymbols);
        ((ISymbolTracer)simd).Trace(tree, alphabet, classes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            ((ISymbolTracer)simd).Trace(tree, alphabet, classes);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void AssertAnswers(ModelSpec model, int t, int symbols, int lanes, float[] parameters, string what)
    {
        Alphabet alphabet = NewAlphabet(model, symbols, 5);
        int[][] sequences = Sorted(t, symbols, Sequences);
        using var scalar = new ScalarEngine(model, Optimizer, t, 16);
        scalar.Load(parameters);
        int[][] expected = ByMinibatch(scalar, model, alphabet, sequences);
        using IEngine simd = SimdEngine.Create(model, Optimizer, t, 16, lanes);
        simd.Load(parameters);
        foreach (int width in new[] { 1, 3, 16, Sequences })
        {
            int[][] actual = ByTree(simd, alphabet, sequences, width);
            for (int i = 0; i < sequences.Length; i++)
            {
                Assert.True(expected[i].SequenceEqual(actual[i]), $"{what}: sequence {i} in trees of {width}");
            }
        }
    }

    private static int[][] ByMinibatch(ScalarEngine engine, ModelSpec model, Alphabet alphabet, int[][] sequences)
    {
        int steps = sequences[0].Length;
        using Minibatch batch = new(steps, 16, model.Inputs, model.Readout);
        int[] classes = new int[steps * 16];
        int[][] answers = new int[sequences.Length][];
        for (int first = 0; first < sequences.Length; first += 16)
        {
            batch.Rows = Math.Min(16, sequences.Length - first);
            for (int output = 0; output < classes.Length; output++)
            {
                int[] sequence = sequences[Math.Min(first + (output % 16), sequences.Length - 1)];
                alphabet[sequence[output / 16]].CopyTo(batch.Inputs[(output * model.Inputs)..]);
            }

            engine.Trace(batch, classes);
            for (int row = 0; row < batch.Rows; row++)
            {
                answers[first + row] = [.. Enumerable.Range(0, steps).Select(step => classes[(step * 16) + row])];
            }
        }

        return answers;
    }

    // A leaf's answers are those of the nodes on its way.
    private static int[][] ByTree(IEngine engine, Alphabet alphabet, int[][] sequences, int width)
    {
        List<int[]> answers = [];
        foreach (int[][] some in sequences.Chunk(width))
        {
            SymbolTree tree = Tree(some);
            byte[] classes = new byte[tree.Nodes];
            ((ISymbolTracer)engine).Trace(tree, alphabet, classes);
            int end = classes.Length;
            int[] node = [.. Enumerable.Range(0, some.Length)];
            int[][] ofSome = [.. some.Select(sequence => new int[sequence.Length])];
            for (int t = tree.Steps - 1; t >= 0; t--)
            {
                end -= tree.Shown(t).Length;
                for (int i = 0; i < node.Length; i++)
                {
                    ofSome[i][t] = classes[end + node[i]];
                    node[i] = tree.Parents(t).IsEmpty ? node[i] : tree.Parents(t)[node[i]];
                }
            }

            answers.AddRange(ofSome);
        }

        return [.. answers];
    }

    // Odd steps show symbols from 1 on as digits from 0 on.
    private static SymbolTree Tree(int[][] sequences)
    {
        int[] firsts = [.. Enumerable.Range(0, sequences[0].Length).Select(t => t % 2 == 1 && sequences.All(s => s[t] > 0) ? 1 : 0)];
        SymbolTreeStep[] steps = [.. firsts.Select((first, t) => new SymbolTreeStep(t, first, t))];
        return new SymbolTree(steps, [.. firsts.SelectMany((first, t) => sequences.Select(s => (byte)(s[t] - first)))], sequences.Length);
    }

    // Many have the same beginning, and some are equal.
    private static int[][] Sorted(int steps, int symbols, int count)
    {
        var random = new System.Random(6);
        int[][] sequences = new int[count][];
        for (int i = 0; i < count; i++)
        {
            sequences[i] = [.. Enumerable.Range(0, steps).Select(step => step < steps / 2 ? symbols / 2 : random.Next(symbols))];
        }

        return [.. sequences.OrderBy(sequence => string.Join(' ', sequence.Select(symbol => $"{symbol:00}")), StringComparer.Ordinal)];
    }

    private static Alphabet NewAlphabet(ModelSpec model, int symbols, int seed) =>
        new(model.Inputs, [.. RandomModels.Values(symbols * model.Inputs, 1, seed).Select(x => MathF.Abs(x) < 0.3f ? 0 : x)]);

    // A cell without a kernel for trees is evaluated in minibatches.
    private static bool HasKernel(Cell cell)
    {
        using IEngine simd = SimdEngine.Create(Model(cell.Name, GateActivation.HardSigmoid, 1, 1), Optimizer, 1, 1);
        return ((ISymbolTracer)simd).TracesSymbols;
    }

    private static ModelSpec Model(string cell, GateActivation gate, int hidden, int classes) => new()
    {
        Cell = Cells.Parse(cell),
        Inputs = 3,
        Hidden = hidden,
        Classes = classes,
        Readout = Readout.EveryStep,
        GateActivation = gate,
    };
}
