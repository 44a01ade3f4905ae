using System.Globalization;
using System.Text.Json;
using RnnMemory.Tests.Cli;
using Xunit;

namespace RnnMemory.Tests.Export;

/// <summary>What `rnn-memory export --all` writes is read by the programs that it is meant for.</summary>
public sealed class PythonReadsTests : IDisposable
{
    private const string Run = BareRepository.TinyRun;

    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    private JsonElement[] Epochs =>
        [.. File.ReadLines(repository[$"artifacts/runs/{Run}/epochs.jsonl"]).Select(line => JsonDocument.Parse(line).RootElement)];

    [Fact]
    public void Pandas_reads_the_curves_as_csv() => ReadsCurves("pandas", "read_csv", "csv", ", float_precision='round_trip'");

    [Fact]
    public void Pandas_reads_the_curves_as_parquet() => ReadsCurves("pandas,pyarrow", "read_parquet", "parquet");

    [Fact]
    public void Tensorboard_reads_a_scalar_for_each_metric_and_epoch()
    {
        Export("tensorboard");

        string output = Python.Run("tensorboard", """
            import sys
            from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
            run = EventAccumulator(sys.argv[1])
            run.Reload()
            for event in run.Scalars("vacc"):
                print(event.step, event.value)
            print(",".join(sorted(run.Tags()["scalars"])))
            """, repository[$"out/tensorboard/{Run}"]);

        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            Epochs.Select(epoch => (epoch.GetProperty("epoch").GetInt32(), (float)epoch.GetProperty("metrics").GetProperty("vacc").GetDouble())),
            lines[..^1].Select(line => (int.Parse(line.Split(' ')[0], CultureInfo.InvariantCulture), float.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))));
        Assert.Equal("accuracy,latency,latency-right,live-units,loss,seconds,train-acc,vacc,vacc-even,vacc-odd,vloss", lines[^1]);
    }

    [Fact]
    public void Onnx_s_own_checker_accepts_every_network()
    {
        Export("onnx");

        string output = Python.Run("onnx", """
            import pathlib, sys, onnx
            for path in sorted(pathlib.Path(sys.argv[1]).rglob("*.onnx")):
                model = onnx.load(path)
                onnx.checker.check_model(model, full_check=True)
                print(path.name, {entry.key: entry.value for entry in model.metadata_props}["epoch"])
            """, repository["out"]);

        Assert.Equal(4, output.TrimEnd('\n').Split('\n').Length);
        Assert.Contains("last.onnx 1\n", output);
    }

    private void ReadsCurves(string modules, string reader, string format, string options = "")
    {
        Export(format);

        string output = Python.Run(modules, $"""
            import sys, pandas
            curves = pandas.{reader}(sys.argv[1] + "/curves.{format}"{options})
            for index, row in curves[curves["run"] == "{Run}"].iterrows():
                print(row["epoch"], repr(float(row["vacc"])), row["stateHash"], row["task.representation"])
            print(curves.dtypes["vacc"], curves.dtypes["epoch"], curves.dtypes["recorded"])
            measures = pandas.{reader}(sys.argv[1] + "/measures.{format}"{options})
            print(len(measures), measures.dtypes["value"])
            """, repository["out"]);

        string[] lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal(
            Epochs.Select(epoch => string.Create(CultureInfo.InvariantCulture, $"{epoch.GetProperty("epoch").GetInt32()} {epoch.GetProperty("metrics").GetProperty("vacc").GetDouble()} {epoch.GetProperty("stateHash").GetString()} Original")),
            lines[..^2]);
        Assert.Equal("float64 int64 bool", lines[^2]);
        Assert.EndsWith(" float64", lines[^1]);
    }

    private void Export(string format) => Assert.Equal(0, repository.Run("export", "--all", "--out", "out", "--format", format).ExitCode);
}
