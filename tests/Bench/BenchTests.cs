using RnnMemory.Bench.Cases;
using RnnMemory.Bench.Measuring;
using RnnMemory.Bench.Sections;
using RnnMemory.Models;
using RnnMemory.Numerics;
using RnnMemory.Reports;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Torch;
using Xunit;

namespace RnnMemory.Tests.Bench;

public sealed class BenchTests
{
    [Fact]
    public void Bench_prints_and_writes_what_it_measured()
    {
        Libtorch.Require();
        string folder = Directory.CreateTempSubdirectory("rnn-memory-bench-").FullName;
        try
        {
            CliResult result = BenchProgram.Run("--section", "evaluation", "--size", "3x2", "--cell", "gru", "--repeats", "1", "--artifacts", folder);

            Assert.Equal(0, result.ExitCode);
            Assert.Contains("3x2 gru", result.Output, StringComparison.Ordinal);
            Assert.Equal(
                [.. Forms("evaluation"), .. Forms("machine")],
                Directory.EnumerateFiles(Path.Combine(folder, "bench")).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static IEnumerable<string> Forms(string table) => new[] { "csv", "md", "txt" }.Select(extension => $"{table}.{extension}");
    }

    [Theory]
    [InlineData("--section", "step", "Unknown section 'step'. Did you mean 'steps'?")]
    [InlineData("--size", "28x28x1", "'28x28x1' is not a size")]
    [InlineData("--cell", "gruu", "Unknown cell 'gruu'. Did you mean 'gru'?")]
    [InlineData("--repeats", "0", "--repeats must be at least 1, not 0.")]
    public void Impossible_requests_are_refused_before_anything_is_measured(string option, string value, string complaint)
    {
        CliResult result = BenchProgram.Run(option, value);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"bench: {complaint}", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Contenders_are_timed_in_turn_until_the_slow_one_has_had_its_time()
    {
        List<string> turns = [];
        Contender Pretend(string name, double microseconds) => new(name, calls =>
        {
            turns.Add(name);
            return calls * microseconds;
        });
        Effort effort = new(TimeSpan.FromMicroseconds(2), TimeSpan.FromMicroseconds(1), 5) { Limit = TimeSpan.FromMicroseconds(25), Least = 2 };

        IReadOnlyList<Spread> spreads = Alternation.Measure([Pretend("fast", 1), Pretend("slow", 10)], effort);

        Assert.Equal(["fast", "slow", "fast", "slow", "fast", "slow", "fast", "fast"], turns[^8..]);
        Assert.Equal([new Spread(1, 1, 1), new Spread(10, 10, 10)], spreads);
    }

    [Fact]
    public void Spread_is_median_smallest_and_largest() => Assert.Equal(new Spread(2.5, 1, 9), Spread.Of([9, 1, 3, 2]));

    [Fact]
    public void Every_unit_of_the_dense_case_lives_and_not_every_one_of_the_papers()
    {
        using BenchCase dense = PaperCases.DenseImages(28, 28);
        using BenchCase paper = PaperCases.Images(28, 28);

        Assert.Equal(1.0, LiveUnits.Share(dense, dense.Parameters));
        Assert.InRange(LiveUnits.Share(paper, paper.Parameters)!.Value, 0.1, 0.9);
        Assert.Equal(1.0, dense.InputsNotZero);
        Assert.InRange(paper.InputsNotZero, 0.15, 0.25);
    }

    [Fact]
    public void Parts_of_a_step_have_all_its_operations_but_the_readouts()
    {
        using BenchCase problem = PaperCases.DenseImages(28, 28);
        using StepParts<Lanes1, float> parts = new(problem);
        double readout = 6.0 * problem.Outputs * problem.Model.Hidden * problem.Model.Classes;

        Assert.Equal(problem.Operations - readout, parts.Parts.Sum(part => part.Operations ?? 0));
        Assert.All(parts.Parts, part => Assert.True(part.Part.Time(1) > 0));
    }

    [Fact]
    public void Points_of_a_series_are_one_curve_below_the_limits_of_arithmetic_and_memory()
    {
        LineFigure roofline = Roofline.Draw([new("increment, gru", 8, 2000), new("28x28", 4, 3000), new("increment, gru", 2, 1000)]);

        Curve series = Assert.Single(roofline.Curves, curve => curve.Label == "increment, gru");
        Assert.Equal([2, 8], series.X);
        Assert.Equal([1, 2], series.Y);
        Assert.Contains(roofline.Curves, curve => curve.Label == "28x28");
        Assert.All(roofline.Curves.Where(curve => curve.Label.StartsWith("limit, ", StringComparison.Ordinal)), limit =>
        {
            Assert.Equal((1, 16), (limit.X[0], limit.X[^1]));
            Assert.Equal(limit.Y.Order(), limit.Y);
        });
    }

    [Fact]
    public void Wrong_gradients_are_not_timed()
    {
        using BenchCase problem = SizedCase.Of(Cell.Tanh, 5, 3, 2, 4);
        using BenchCase other = SizedCase.Of(Cell.Tanh, 5, 3, 2, 4);
        other.Parameters[^1] += 0.001f;

        CheckFailedException error = Assert.Throws<CheckFailedException>(() => RnnMemory.Bench.Cases.Checks.SameGradients(
            problem, "another", (model, optimizer, steps, batch) => new Misloaded(model, optimizer, steps, batch, other.Parameters)));
        Assert.StartsWith("tanh, hidden 5, 3 steps of 4, batch 2: gradient ", error.Message, StringComparison.Ordinal);
    }
}
