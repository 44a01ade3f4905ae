using System.Runtime.InteropServices;
using System.Text.Json;
using RnnMemory.Models;
using RnnMemory.Numerics;
using RnnMemory.Streams;
using RnnMemory.Training;

namespace RnnMemory.Tests.Page.Interactive;

/// <summary>
/// Results of the harness's own arithmetic and random numbers, which the page's engine in JavaScript must repeat to the bit. Replays alone
/// would not notice a rounding that is wrong once in millions. NaN is equal to NaN.
/// </summary>
/// <param name="Functions">Functions of binary32 numbers, by their names in the engine.</param>
/// <param name="Permutations">Permutations of 0..n-1 of the streams (7, "shuffle/n").</param>
/// <param name="Normals">Deviates of the stream (7, "init/normals") at the indices from 0.</param>
/// <param name="GruHash">SHA-256 of the first parameters of a GRU of 5 inputs, 12 hidden units and 10 classes with seed 3.</param>
internal sealed record ArithmeticAnswers(
    IReadOnlyDictionary<string, FunctionAnswers> Functions,
    IReadOnlyDictionary<int, IReadOnlyList<int>> Permutations,
    IReadOnlyList<double> Normals,
    string GruHash)
{
    private const int Count = 20_000;

    /// <summary>The answers as JSON, with names in camel case.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, JsonSerializerOptions.Web);

    public static ArithmeticAnswers Make()
    {
        float[] any = Values("any", words => BitConverter.UInt32BitsToSingle(words.Next()));
        float[] usual = Values("usual", words => (float)(20 * (words.NextUniform() - 0.5)));
        float[] both = [.. any.Where(x => !float.IsNaN(x)), .. usual];
        RandomStream normals = new(7, "init/normals");
        ModelSpec gru = new() { Cell = Cell.Gru, Inputs = 5, Hidden = 12, Classes = 10, Readout = Readout.LastStep };
        return new ArithmeticAnswers(
            new Dictionary<string, FunctionAnswers>
            {
                ["fma"] = FunctionAnswers.Of(Terms(), FloatFma.Compute),
                ["exp"] = FunctionAnswers.Of(both, Elementary.Exp),
                ["log"] = FunctionAnswers.Of(both, Elementary.Log),
                ["tanh"] = FunctionAnswers.Of(both, Elementary.Tanh),
                ["sigmoid"] = FunctionAnswers.Of(both, Elementary.Sigmoid),
                ["hardSigmoid"] = FunctionAnswers.Of(both, Elementary.HardSigmoid),
            },
            new[] { 1, 2, 10, 1437 }.ToDictionary(n => n, n => (IReadOnlyList<int>)new RandomStream(7, $"shuffle/{n}").Permutation(n)),
            [.. Enumerable.Range(0, 1000).Select(index =>
            {
                WordSequence words = normals.At((ulong)index);
                return NormalDeviate.Next(ref words);
            })],
            TrainingHashes.OfParameters(Initialisation.Parameters(gru, seed: 3)));
    }

    // Every second triple has a sum close to the middle between two binary32, where rounding twice goes wrong.
    private static (float[] A, float[] B, float[] C) Terms()
    {
        float[] c = Values("c", words => 1 + (float)words.NextUniform());
        float[] a = Values("a", words => MathF.ScaleB(1 + (words.NextBelow(3) * MathF.ScaleB(1, -23)), -24 - words.NextBelow(2)));
        float[] b = Values("b", words => (words.NextBelow(2) == 0 ? 1 : -1) * (1 + ((words.NextBelow(5) - 2) * MathF.ScaleB(1, -23))));
        float[][] any = [.. new[] { "x", "y", "z" }.Select(name => Values(name, words => BitConverter.UInt32BitsToSingle(words.Next())))];
        bool[] plain = [.. Enumerable.Range(0, Count).Select(i => !any.Any(values => float.IsNaN(values[i])))];
        return ([.. a, .. any[0].Where((_, i) => plain[i])], [.. b, .. any[1].Where((_, i) => plain[i])], [.. c, .. any[2].Where((_, i) => plain[i])]);
    }

    private static float[] Values(string name, Func<Drawn, float> draw)
    {
        RandomStream stream = new(0, name);
        return [.. Enumerable.Range(0, Count).Select(index => draw(new Drawn(stream.At((ulong)index))))];
    }

    // A word sequence that a lambda expression can draw from.
    private sealed class Drawn(WordSequence words)
    {
        private WordSequence words = words;

        public uint Next() => words.Next();

        public double NextUniform() => words.NextUniform();

        public int NextBelow(int n) => words.NextBelow(n);
    }
}

/// <summary>Results of a function of binary32 numbers, little-endian in base64.</summary>
/// <param name="Inputs">The arguments, one text each.</param>
/// <param name="Outputs">The results.</param>
internal sealed record FunctionAnswers(IReadOnlyList<string> Inputs, string Outputs)
{
    public static FunctionAnswers Of(float[] x, Func<float, float> function) => new([Text(x)], Text([.. x.Select(function)]));

    public static FunctionAnswers Of((float[] A, float[] B, float[] C) terms, Func<float, float, float, float> function) => new(
        [Text(terms.A), Text(terms.B), Text(terms.C)],
        Text([.. terms.A.Select((a, i) => function(a, terms.B[i], terms.C[i]))]));

    private static string Text(float[] values) => Convert.ToBase64String(MemoryMarshal.AsBytes(values.AsSpan()));
}
