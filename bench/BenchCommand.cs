using System.CommandLine;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Settings;

namespace RnnMemory.Bench;

/// <summary>Reads the command line, runs the benchmark, shows and keeps its table.</summary>
internal static class BenchCommand
{
    private const int CheckFailed = 1;
    private const int BadInput = 2;

    public static int Run(string[] args)
    {
        try
        {
            ParseResult parsed = Root().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
            return parsed.Errors.FirstOrDefault() is { } error
                ? throw new UserError($"{error.Message} See --help.")
                : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UserError error)
        {
            return Complain(error.Message, BadInput);
        }
        catch (CheckFailedException error)
        {
            return Complain($"{error.Message} Nothing was timed.", CheckFailed);
        }
    }

    private static RootCommand Root()
    {
        Option<string[]> sizes = List("--size", "Sizes: KxN of the increment task, and 28x28 or 784x1 for images.", "2x32", "10x7", "4x15", "28x28", "784x1");
        Option<string[]> cells = List("--cell", "Recurrent cells of the increment task: lstm, gru, vanilla, tanh.", "lstm", "gru", "vanilla", "tanh");
        Option<int> repeats = new("--repeats") { Description = "Measurements of each, alternating; at least 1.", DefaultValueFactory = _ => 15 };
        RootCommand root = new("""
            Times one training step of the paper's models on one thread: the simd engine beside TorchSharp's own nn.LSTM, nn.GRU
            and nn.RNN and beside the core's peak, after checking that both compute the right values.
            The table also goes to bench/training-step.txt in the artifacts folder.
            Exit codes: 0 done, 1 an engine computes wrong values, 2 bad input.
            """)
        {
            sizes, cells, repeats,
        };
        root.SetAction(parsed => Write(TrainingStepBenchmark.Run(
            Cases(parsed.GetRequiredValue(sizes), [.. parsed.GetRequiredValue(cells).Select(Cells.Parse)]),
            Positive(parsed.GetRequiredValue(repeats)),
            Console.Error.WriteLine)));
        return root;
    }

    // Names are read before anything is timed; the cases themselves are made one at a time.
    private static IReadOnlyList<Func<BenchCase>> Cases(IEnumerable<string> sizes, IReadOnlyList<Cell> cells)
    {
        List<Func<BenchCase>> cases = [];
        foreach (string size in sizes)
        {
            switch (size)
            {
                case "28x28":
                    cases.Add(() => BenchCase.Images(28, 28));
                    break;
                case "784x1":
                    cases.Add(() => BenchCase.Images(784, 1));
                    break;
                default:
                    IncrementSize parsed = IncrementSize.Parse(size);
                    cases.AddRange(cells.Select(cell => (Func<BenchCase>)(() => BenchCase.Increment(parsed, cell))));
                    break;
            }
        }

        return cases;
    }

    private static Option<string[]> List(string name, string description, params string[] defaults) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => defaults };

    private static int Positive(int repeats) =>
        repeats >= 1 ? repeats : throw new UserError($"--repeats must be at least 1, not {repeats}.");

    private static void Write(Table table)
    {
        string text = TableFormat.Text(table);
        Console.Write(text);
        string path = Path.Combine(RepositoryRoot.Find(), "artifacts", "bench", $"{table.Name}.txt");
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"Cannot write {path}: {error.Message}", error);
        }
    }

    private static int Complain(string message, int exitCode)
    {
        Console.Error.WriteLine($"bench: {message}");
        return exitCode;
    }
}
