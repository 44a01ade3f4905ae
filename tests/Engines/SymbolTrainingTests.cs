using RnnMemory.Engines;
using RnnMemory.Engines.Scalar;
using RnnMemory.Engines.Simd;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Engines;

/// <summary>Training on symbols gives the same bits as training on the inputs for which they stand.</summary>
public class SymbolTrainingTests
{
    private static readonly OptimizerSpec Optimizer = new() { LearningRate = 0.01 };

    // T, B, I, H, S: several chunks of rows, rows that fill no vector, inputs with lists of the nonzero ones, more symbols than rows.
    private static readonly (int T, int B, int I, int H, int S)[] Sizes =
    [
        (20, 16, 2, 16, 2),
        (5, 3, 4, 7, 4),
        (9, 16, 10, 16, 10),
        (13, 10, 20, 17, 21),
        (2, 2, 3, 5, 9),
    ];

    public static TheoryData<string, int> CellsAndLanes() => BlankInputsTests.CellsAndLanes();

    [Theory]
    [MemberData(nameof(CellsAndLanes))]
    public void Symbols_change_no_bit(string cellName, int lanes)
    {
        EngineBits.SkipUnlessWide(lanes);
        foreach ((int t, int b, int i, int h, int s) in Sizes)
        {
            var model = new ModelSpec { Cell = Cells.Parse(cellName), Inputs = i, Hidden = h, Classes = 3, Readout = Readout.EveryStep };
            using var scalar = new ScalarEngine(model, Optimizer, t, b);
            using IEngine simd = SimdEngine.Create(model, Optimizer, t, b, lanes);
            float[] parameters = RandomModels.Values(model.ParameterCount, 0.3, 1);
            scalar.Load(parameters);
            simd.Load(parameters);
            Alphabet[] alphabets = [OneHot(i, s), new Alphabet(i, RandomModels.Values(i * s, 1, 2))];
            using Minibatch given = RandomModels.Batch(model, t, b, 3);
            using Minibatch written = RandomModels.Batch(model, t, b, 3);
            for (int round = 0; round < 6; round++)
            {
                // Every third minibatch is one of inputs: those that the symbols before it left behind.
                if (round % 3 < 2)
                {
                    Draw(given.UseSymbols(alphabets[round % 2]), s, round);
                    Draw(written.UseSymbols(alphabets[round % 2]), s, round);
                }
                else
                {
                    _ = given.Inputs;
                }

                Assert.Equal(scalar.Train(written), simd.Train(given));
            }

            Assert.Equal(EngineBits.State(scalar, model, Optimizer), EngineBits.State(simd, model, Optimizer));
        }
    }

    // Of the symbols beyond the inputs, each is zero everywhere.
    private static Alphabet OneHot(int inputs, int symbols) =>
        new(
            inputs,
            [.. from symbol in Enumerable.Range(0, symbols)
                from input in Enumerable.Range(0, inputs)
                select input == symbol ? 1f : 0f]);

    private static void Draw(Span<int> symbols, int count, int seed)
    {
        var random = new System.Random(seed);
        foreach (ref int symbol in symbols)
        {
            symbol = random.Next(count);
        }
    }
}
