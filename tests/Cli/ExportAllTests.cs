using System.Globalization;
using System.Text.Json;
using RnnMemory.Export.Tables;
using RnnMemory.Tests.Export;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class ExportAllTests : IDisposable
{
    private static readonly string[] Runs = [BareRepository.TinyRun, "digits/transposed@16@8@0.001+Epochs=2/seed-0"];

    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Everything_of_every_run_is_written_and_said()
    {
        CliResult result = repository.Run("export", "--all", "--out", "out");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        string[] tables = ["curves.csv", "curves.parquet", "measures.csv", "measures.parquet"];
        string[] expected =
        [
            .. tables,
            .. from run in Runs from file in new[] { "best.npz", "best.onnx", "best.safetensors", "last.npz", "last.onnx", "last.safetensors" } select $"networks/{run}/{file}",
            .. from run in Runs select $"tensorboard/{run}/events.out.tfevents.0000000000.rnn-memory",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Files("out"));
        string[][] said = [.. result.Output.TrimEnd('\n').Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        Assert.Equal(["csv", "parquet", "tensorboard", "npz", "onnx", "safetensors"], said.Select(line => line[0]));
        Assert.Equal(
            Files("out").Sum(file => new FileInfo(repository[$"out/{file}"]).Length),
            said.Sum(line => long.Parse(line[3], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Curves_have_a_row_for_each_epoch_with_settings_metrics_and_hashes()
    {
        Assert.Equal(0, repository.Run("export", "--all", "--out", "out", "--format", "parquet").ExitCode);

        IReadOnlyList<FlatColumn> curves = ParquetColumns.Of(File.ReadAllBytes(repository["out/curves.parquet"]));
        JsonElement[] records = [.. Runs.SelectMany(run => File.ReadLines(repository[$"artifacts/runs/{run}/epochs.jsonl"])).Select(line => JsonDocument.Parse(line).RootElement)];

        Assert.Equal(Runs.SelectMany(run => new[] { run, run }), Values("run"));
        Assert.Equal(records.Select(record => (object?)record.GetProperty("epoch").GetInt64()), Values("epoch"));
        Assert.Equal(records.Select(record => (object?)record.GetProperty("metrics").GetProperty("vacc").GetDouble()), Values("vacc"));
        Assert.Equal(records.Select(record => (object?)record.GetProperty("diagnostics").GetProperty("latency").GetDouble()), Values("latency"));
        Assert.Equal(records.Select(record => record.GetProperty("stateHash").GetString()), Values("stateHash"));
        Assert.Equal(records.Select(record => (object?)record.GetProperty("seconds").GetDouble()), Values("seconds"));
        Assert.Equal(["Original", "Original", "Transposed", "Transposed"], Values("task.representation"));
        Assert.Equal([8L, 8L, 8L, 8L], Values("model.hidden"));
        Assert.Equal([0.001, 0.001, 0.001, 0.001], Values("optimizer.learningRate"));
        Assert.Equal(["digits", "digits", "digits", "digits"], Values("experiment"));
        object?[] Values(string name) => curves.Single(column => column.Name == name).Values;
    }

    [Fact]
    public void Measures_have_a_row_for_each_value()
    {
        Assert.Equal(0, repository.Run("export", "--all", "--out", "out", "--format", "parquet,csv").ExitCode);

        IReadOnlyList<FlatColumn> measures = ParquetColumns.Of(File.ReadAllBytes(repository["out/measures.parquet"]));
        string[] csv = File.ReadAllLines(repository["out/measures.csv"]);

        int row = Enumerable.Range(0, csv.Length - 1).First(i => (string)Value("state", i)! == "last" && (string)Value("measure", i)! == "latency, all images" && (string)Value("key", i)! == "mean");
        string[] lines = File.ReadAllLines(repository[$"artifacts/runs/{Runs[0]}/epochs.jsonl"]);
        // The epoch's own diagnostic is the same mean over the same images.
        double latency = JsonDocument.Parse(lines[^1]).RootElement.GetProperty("diagnostics").GetProperty("latency").GetDouble();
        Assert.Equal((Runs[0], 1L, latency), (Value("run", row), Value("epoch", row), Value("value", row)));
        Assert.Contains("best", measures.Single(column => column.Name == "state").Values);
        Assert.Contains("data", measures.Single(column => column.Name == "state").Values);
        Assert.Equal(string.Join(',', measures.Select(column => column.Name)), csv[0]);
        Assert.Contains(latency.ToString(CultureInfo.InvariantCulture), csv[row + 1]);
        object? Value(string name, int at) => measures.Single(column => column.Name == name).Values[at];
    }

    [Fact]
    public void Events_hold_a_record_for_each_epoch_after_the_first()
    {
        Assert.Equal(0, repository.Run("export", "--all", "--format", "tensorboard").ExitCode);

        string[] files = Files("artifacts/export");
        Assert.Equal(Runs.Select(run => $"tensorboard/{run}/events.out.tfevents.0000000000.rnn-memory"), files);
        Assert.All(files, file => Assert.Equal(3, EventFileTests.Records(File.ReadAllBytes(repository[$"artifacts/export/{file}"])).Length));
    }

    [Fact]
    public void Network_that_is_lost_leaves_the_others_and_is_said_in_a_line()
    {
        File.Delete(repository[$"artifacts/runs/{Runs[0]}/checkpoint.bin"]);

        CliResult result = repository.Run("export", "--all", "--out", "out", "--format", "onnx");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith($"rnn-memory: networks/{Runs[0]}/last.onnx is left out: ", result.Errors);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
        Assert.Equal([$"networks/{Runs[0]}/best.onnx", $"networks/{Runs[1]}/best.onnx", $"networks/{Runs[1]}/last.onnx"], Files("out"));
    }

    [Fact]
    public void Run_whose_files_do_not_fit_together_is_left_out_and_said_in_a_line()
    {
        File.WriteAllText(repository[$"artifacts/runs/{Runs[0]}/spec.json"], "{}");

        CliResult result = repository.Run("export", "--all", "--out", "out", "--format", "tensorboard");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"Run '{Runs[0]}' is finished, but", result.Errors);
        Assert.StartsWith("tensorboard       1 files", result.Output);
    }

    [Theory]
    [InlineData("--all exports every run", "export", "--all", BareRepository.TinyRun)]
    [InlineData("--all exports every run", "export", "--all", "--to", "model.npz")]
    [InlineData("Unknown format 'parqet'. Did you mean 'parquet'?", "export", "--all", "--format", "parqet")]
    [InlineData("--out and --format belong to --all", "export", BareRepository.TinyRun, "--to", "model.npz", "--out", "out")]
    [InlineData("Expected the id of a finished run with --to FILE, or --all", "export")]
    [InlineData("Expected --to FILE, a file that ends in", "export", BareRepository.TinyRun)]
    [InlineData("Cannot write to", "export", "--all", "--out", "RnnMemory.sln")]
    public void Bad_input_gets_one_line_and_exit_code_2(string complaint, params string[] arguments)
    {
        CliResult result = repository.Run(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
    }

    [Fact]
    public void Nothing_to_export_is_said()
    {
        using BareRepository empty = new();

        CliResult result = empty.Run("export", "--all");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains("Nothing was exported: there is no finished run", result.Errors);
    }

    private string[] Files(string folder) =>
    [
        .. Directory.EnumerateFiles(repository[folder], "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(repository[folder], file).Replace('\\', '/')).Order(StringComparer.Ordinal),
    ];
}
