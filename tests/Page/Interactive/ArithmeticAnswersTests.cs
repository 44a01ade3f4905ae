using System.Runtime.InteropServices;
using Xunit;

namespace RnnMemory.Tests.Page.Interactive;

public sealed class ArithmeticAnswersTests
{
    private static readonly ArithmeticAnswers Answers = ArithmeticAnswers.Make();

    [Fact]
    public void Terms_include_many_sums_that_rounding_twice_gets_wrong()
    {
        FunctionAnswers fma = Answers.Functions["fma"];
        float[][] terms = [.. fma.Inputs.Select(Floats)];
        float[] sums = Floats(fma.Outputs);

        Assert.True(sums.Where((sum, i) => !sum.Equals((float)(((double)terms[0][i] * terms[1][i]) + terms[2][i]))).Count() > 100);
    }

    [Fact]
    public void Every_function_is_asked_for_usual_and_unusual_numbers() => Assert.All(Answers.Functions.Values, function =>
    {
        float[] inputs = Floats(function.Inputs[0]);
        Assert.Contains(inputs, float.IsSubnormal);
        Assert.Contains(inputs, value => value > 1e30f);
        Assert.Equal(inputs.Length, Floats(function.Outputs).Length);
    });

    private static float[] Floats(string text) => MemoryMarshal.Cast<byte, float>(Convert.FromBase64String(text)).ToArray();
}
