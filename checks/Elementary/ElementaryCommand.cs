using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Checks.Outcomes;
using static System.FormattableString;

namespace RnnMemory.Checks.Elementary;

/// <summary>`elementary`: exp, log, tanh and the sigmoids over all 2^32 inputs.</summary>
internal static class ElementaryCommand
{
    public static Command Create()
    {
        Option<string[]> names = new("--function")
        {
            Description = "Only these functions.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. ElementaryFunction.All.Select(function => function.Name)],
        };
        Option<int> every = new("--every") { Description = "Try one block of 65,536 inputs in so many; 1 for all.", DefaultValueFactory = _ => 1 };
        Command command = new(
            "elementary",
            "Compare the vector forms of exp, log, tanh and the sigmoids with their definition, and that with binary64, for all 2^32 inputs.")
        {
            names, every,
        };
        command.SetAction(parsed => Run(
            [.. parsed.GetRequiredValue(names).Select(Named)],
            parsed.GetRequiredValue(every)));
        return command;
    }

    private static int Run(IReadOnlyList<ElementaryFunction> functions, int every)
    {
        if (every is < 1 or > ElementarySweep.Blocks)
        {
            throw new UserError($"--every must be from 1 to {ElementarySweep.Blocks}, not {every}.");
        }

        int wrong = 0;
        long compared = 0;
        foreach (ElementaryFunction function in functions)
        {
            ElementaryResult result = ElementarySweep.Run(function, every, done => Progress(function, done, every));
            bool sameBits = every > 1 || result.Bits == function.Bits;
            wrong += result.Differences == 0 && result.WorstUlp <= function.StatedUlp && sameBits ? 0 : 1;
            compared += result.Inputs * ElementaryFunction.Widths.Count;
            Console.WriteLine(string.Join("; ",
                Invariant($"{function.Name}: {result.Inputs:N0} inputs"),
                Invariant($"{result.Differences} differences between lanes {string.Join(", ", ElementaryFunction.Widths)} and the definition"),
                Invariant($"at most {result.WorstUlp:F4} ulp, at {result.WorstInput:R} (stated: {function.StatedUlp})"),
                Invariant($"{100.0 * result.Rounded / result.Inputs:F2} % correctly rounded"),
                Invariant($"bits {result.Bits:x16}{(sameBits ? "" : Invariant($", WRONG: elsewhere {function.Bits:x16}"))}")));
            if (result.FirstDifference.Length > 0)
            {
                Console.WriteLine($"  {result.FirstDifference}");
            }
        }

        Console.WriteLine(Invariant($"{functions.Count} functions, {compared:N0} results of vectors compared; {wrong} wrong"));
        return wrong == 0 ? ExitCodes.Fine : ExitCodes.Wrong;
    }

    private static ElementaryFunction Named(string name) =>
        ElementaryFunction.All.FirstOrDefault(function => function.Name == name)
        ?? throw UserError.Unknown("function", name, ElementaryFunction.All.Select(function => function.Name));

    private static void Progress(ElementaryFunction function, int done, int every)
    {
        if (done % (Blocks(every) / 16 + 1) == 0)
        {
            Console.Error.WriteLine($"{function.Name}: {100 * done / Blocks(every)} %");
        }
    }

    private static int Blocks(int every) => (ElementarySweep.Blocks + every - 1) / every;
}
