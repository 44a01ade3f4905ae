using System.CommandLine;
using RnnMemory.Bench;
using RnnMemory.Bench.Cases;
using RnnMemory.Models;
using RnnMemory.Reports;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory bench`: speed beside TorchSharp's, Python's torch's and the processor's limits.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        Option<string[]> sections = List("--section", $"What to measure: {string.Join(", ", Benchmarks.Sections)}.", Benchmarks.Sections);
        Option<string[]> sizes = List("--size", "Sizes: KxN of the increment task, 28x28 and 784x1 of images.", Benchmarks.Sizes);
        Option<string[]> cells = List("--cell", $"Cells of the increment task: {string.Join(", ", Cells.Names)}.", Cells.Names);
        Option<int> repeats = new("--repeats") { Description = "Measurements of each, in turn; at least 1.", DefaultValueFactory = _ => 15 };
        Option<bool> guard = new("--guard") { Description = "Only find out, in some seconds, whether the simd engine is as much faster than TorchSharp as it should be; exit code 1 if not." };
        Option<string?> artifacts = new("--artifacts") { Description = "Write into the folder bench/ of this folder.", HelpName = "folder" };
        Command command = new("bench", "Time training steps, evaluation and epochs of every cell and size beside TorchSharp, Python's torch where there is one, and the limits of the processor, after checking the values. About five minutes in all; a section is much less.")
        {
            sections, sizes, cells, repeats, guard, artifacts,
        };
        command.SetAction(parsed => Guarded(() =>
        {
            if (parsed.GetValue(guard))
            {
                Console.WriteLine(Benchmarks.Guard(Console.Error.WriteLine) is { } held
                    ? TableFormat.Text(held.Tables[0])
                    : "Nothing to guard: this processor has no vectors of 256 bits with fused multiply-add.");
                return;
            }

            string folder = Path.Combine(Request.OfStoredRuns(parsed.GetValue(artifacts)).Artifacts, "bench");
            Run(folder, new BenchRequest
            {
                Sections = parsed.GetRequiredValue(sections),
                Sizes = parsed.GetRequiredValue(sizes),
                Cells = parsed.GetRequiredValue(cells),
                Repeats = parsed.GetRequiredValue(repeats),
            });
        }));
        return command;
    }

    private static void Run(string folder, BenchRequest request)
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

    private static int Guarded(Action run)
    {
        try
        {
            run();
            return ExitCodes.Fine;
        }
        catch (CheckFailedException error)
        {
            CommandLine.Complain(error.Message);
            return ExitCodes.BenchFailed;
        }
    }

    private static Option<string[]> List(string name, string description, IEnumerable<string> defaults) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [.. defaults] };
}
