using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Peers;
using RnnMemory.Files;
using RnnMemory.Reports;

namespace RnnMemory.Bench;

/// <summary>The command line of `bench`: speed beside TorchSharp's, Python's torch's and the processor's limits.</summary>
internal static class BenchCommand
{
    private const int Fine = 0;
    private const int Failed = 1;

    private static readonly ProgramErrors Errors = new("bench");

    public static int Run(string[] args) => Errors.Guard(() =>
    {
        ParseResult parsed = Create().Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        return parsed.Errors.FirstOrDefault() is { } error
            ? throw new UserError($"{error.Message} See --help.")
            : parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    });

    private static RootCommand Create()
    {
        Option<string[]> sections = List("--section", $"What to measure: {string.Join(", ", Benchmarks.Sections)}.", Benchmarks.Sections);
        Option<string[]> sizes = List("--size", "Sizes: KxN of the increment task, 28x28 and 784x1 of images.", Benchmarks.Sizes);
        string cellNames = string.Join(", ", LibtorchModel.Cells);
        Option<string[]> cells = List("--cell", $"Cells of the increment task: {cellNames}.", LibtorchModel.Cells);
        Option<int> repeats = new("--repeats") { Description = "Measurements of each, in turn; at least 1.", DefaultValueFactory = _ => 15 };
        Option<bool> guard = new("--guard")
        {
            Description = "Only find out, in some seconds, whether the simd engine is as much faster than TorchSharp as it should be.",
        };
        Option<string?> artifacts = new("--artifacts")
        {
            Description = "Write into the folder bench/ of this folder; the repository's artifacts/ unless given.",
            HelpName = "folder",
        };
        RootCommand command = new("""
            Times training steps, evaluation and epochs of every cell and size beside TorchSharp, Python's torch where there
            is one, and the limits of the processor, after checking the values. About five minutes in all; a section is much less.

            Exit codes: 0 fine, 1 something computes wrong values or has lost its speed, 2 bad input.
            """)
        {
            sections, sizes, cells, repeats, guard, artifacts,
        };
        command.SetAction(parsed => Checked(() =>
        {
            if (parsed.GetValue(guard))
            {
                Guard();
                return;
            }

            Measure(Folder(parsed.GetValue(artifacts)), new BenchRequest
            {
                Sections = parsed.GetRequiredValue(sections),
                Sizes = parsed.GetRequiredValue(sizes),
                Cells = parsed.GetRequiredValue(cells),
                Repeats = parsed.GetRequiredValue(repeats),
            });
        }));
        return command;
    }

    private static int Checked(Action run)
    {
        try
        {
            run();
            return Fine;
        }
        catch (CheckFailedException error)
        {
            Errors.Print(error.Message);
            return Failed;
        }
    }

    private static void Guard() => Console.WriteLine(Benchmarks.Guard(Console.Error.WriteLine) is { } held
        ? TableFormat.Text(held.Tables[0])
        : "Nothing to guard: this processor has no vectors of 256 bits with fused multiply-add.");

    // An argument is relative to the current folder.
    private static string Folder(string? artifacts) => artifacts switch
    {
        null => Path.Combine(RepositoryRoot.Find(), "artifacts", "bench"),
        _ when artifacts.Trim() == "" => throw new UserError("--artifacts: expected a folder, got nothing."),
        _ => Path.Combine(Path.GetFullPath(artifacts), "bench"),
    };

    private static void Measure(string folder, BenchRequest request)
    {
        IEnumerable<Report> reports = Benchmarks.Run(request, Console.Error.WriteLine);
        WritableFolder.Require(folder);
        if (FigureFont.Note is { } note)
        {
            Console.Error.WriteLine(note);
        }

        foreach (Report report in reports)
        {
            foreach (Table table in report.Tables)
            {
                Console.WriteLine(TableFormat.Text(table));
            }

            ReportWriter.Write(report, folder);
        }

        Console.WriteLine($"Written to {folder}.");
    }

    private static Option<string[]> List(string name, string description, IEnumerable<string> defaults) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. defaults] };
}
