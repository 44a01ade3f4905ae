using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>Answers to symbols equal those to the inputs that they stand for, however the sequences are batched.</summary>
public class SymbolTraceTests
{
    private static readonly OptimizerSpec Optimizer = new() { LearningRate = 0.01 };

    // T, H, K, S: more steps than are kept, widths around a vector's, more symbols than lanes.
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
        foreach (Cell cell in Cells.All)
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
    public void Answers_do_not_depend_on_the_batch_and_are_those_of_scalar(string cell, GateActivation gate, int lanes)
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
        for (int spoilt = 0; spoilt < 24; spoilt++)
        {
            // One element of every tensor: a weight of a symbol's input, of a state, of a class, or a bias.
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.7, 1);
            TensorSpec[] tensors = [.. model.Tensors];
            int first = tensors.Take(spoilt % tensors.Length).Sum(tensor => tensor.Size);
            int at = first + (spoilt * 7 % tensors[spoilt % tensors.Length].Size);
            parameters[at] = (spoilt % 3) switch { 0 => float.PositiveInfinity, 1 => float.NegativeInfinity, _ => float.NaN };
            AssertAnswers(model, 6, 4, lanes, parameters, $"element {at}");
        }
    }

    // The last sequences' states are kept, but must not be used after a change of the parameters, of the alphabet or of the kind of
    // inputs.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Kept_states_do_not_outlive_parameters_and_alphabet(string cell, GateActivation gate, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        ModelSpec model = Model(cell, gate, 16, 10);
        using IEngine simd = SimdEngine.Create(model, Optimizer, 12, 16, lanes);
        using var scalar = new ScalarEngine(model, Optimizer, 12, 16);
        using Minibatch training = RandomModels.Batch(model, 12, 16, 3);
        using Minibatch asked = new(12, 16, model.Inputs, model.Readout);
        using Minibatch written = new(12, 16, model.Inputs, model.Readout);
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
            foreach (Minibatch batch in new[] { asked, written })
            {
                batch.UseSymbols(alphabets[round % 3]).Fill(3);
            }

            var (expected, actual) = (new int[12 * 16], new int[12 * 16]);
            scalar.Trace(written, expected);
            simd.Trace(asked, actual);
            Assert.Equal(expected, actual);
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
    public void Simd_allocates_nothing_per_minibatch_of_symbols(string cell)
    {
        ModelSpec model = Model(cell, GateActivation.HardSigmoid, 16, 2);
        using IEngine simd = SimdEngine.Create(model, Optimizer, 8, 16);
        simd.Load(RandomModels.Values(model.ParameterCount, 0.3, 1));
        using Minibatch batch = new(8, 16, model.Inputs, model.Readout);
        Alphabet alphabet = NewAlphabet(model, 2, 1);
        int[] classes = new int[8 * 16];
        Work(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10; i++)
        {
            Work(i % 2);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Work(int symbol)
        {
            batch.UseSymbols(alphabet).Fill(symbol);
            simd.Trace(batch, classes);
        }
    }

    [Fact]
    public void Inputs_are_those_that_the_symbols_stand_for()
    {
        using Minibatch batch = new(2, 2, 3, Readout.EveryStep);
        Span<int> symbols = batch.UseSymbols(new Alphabet(3, [1, 2, 3, 4, 5, 6]));
        (symbols[0], symbols[3]) = (1, 1);

        Assert.Equal([4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6], batch.Inputs.ToArray());
        Assert.Null(batch.Alphabet);
        Assert.Throws<ArgumentException>(() => batch.UseSymbols(new Alphabet(2, [1, 2])));
    }

    private static void AssertAnswers(ModelSpec model, int t, int symbols, int lanes, float[] parameters, string what)
    {
        Alphabet alphabet = NewAlphabet(model, symbols, 5);
        int[][] sequences = Sorted(t, symbols, 45);
        int[][] expected = Answers(new ScalarEngine(model, Optimizer, t, 16), 16);
        foreach (int batch in new[] { 1, 3, 16, 45 })
        {
            int[][] actual = Answers(SimdEngine.Create(model, Optimizer, t, batch, lanes), batch);
            for (int i = 0; i < sequences.Length; i++)
            {
                Assert.True(expected[i].SequenceEqual(actual[i]), $"{what}: sequence {i} in batches of {batch}");
            }
        }

        int[][] Answers(IEngine engine, int batch)
        {
            using IEngine disposed = engine;
            engine.Load(parameters);
            using Minibatch minibatch = new(t, batch, model.Inputs, model.Readout);
            int[] classes = new int[t * batch];
            int[][] answers = new int[sequences.Length][];
            for (int first = 0; first < sequences.Length; first += batch)
            {
                minibatch.Rows = Math.Min(batch, sequences.Length - first);
                Span<int> target = minibatch.UseSymbols(alphabet);
                for (int row = 0; row < minibatch.Rows; row++)
                {
                    for (int step = 0; step < t; step++)
                    {
                        target[(step * batch) + row] = sequences[first + row][step];
                    }
                }

                engine.Trace(minibatch, classes);
                for (int row = 0; row < minibatch.Rows; row++)
                {
                    answers[first + row] = [.. Enumerable.Range(0, t).Select(step => classes[(step * batch) + row])];
                }
            }

            return answers;
        }
    }

    // Many have the same beginning, and some are equal.
    private static int[][] Sorted(int steps, int symbols, int count)
    {
        var random = new System.Random(6);
        int[][] sequences = new int[count][];
        for (int i = 0; i < count; i++)
        {
            sequences[i] = [.. Enumerable.Range(0, steps).Select(step => step < steps / 2 ? 0 : random.Next(symbols))];
        }

        return [.. sequences.OrderBy(sequence => string.Join(' ', sequence.Select(symbol => $"{symbol:00}")), StringComparer.Ordinal)];
    }

    private static Alphabet NewAlphabet(ModelSpec model, int symbols, int seed) =>
        new(model.Inputs, [.. RandomModels.Values(symbols * model.Inputs, 1, seed).Select(x => MathF.Abs(x) < 0.3f ? 0 : x)]);

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
