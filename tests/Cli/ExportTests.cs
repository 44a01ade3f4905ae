using RnnMemory.Export;
using RnnMemory.Models;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class ExportTests : IDisposable
{
    private static readonly ModelSpec Model = new() { Cell = Cell.Vanilla, Inputs = 8, Hidden = 8, Classes = 10, Readout = Readout.LastStep };

    private readonly BareRepository repository = BareRepository.WithTinyRuns();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Export_writes_the_same_parameters_in_every_format_and_names_every_tensor()
    {
        CliResult npz = Export("model.npz"), safetensors = Export("model.safetensors"), onnx = Export("model.onnx");

        Assert.All([npz, safetensors, onnx], result => Assert.Equal((0, ""), (result.ExitCode, result.Errors)));
        Assert.Equal(ModelExport.Read(repository["model.npz"], Model), ModelExport.Read(repository["model.safetensors"], Model));
        Assert.Equal(ModelExport.Read(repository["model.npz"], Model), ModelExport.Read(repository["model.onnx"], Model));
        Assert.StartsWith($"{BareRepository.TinyRun}, epoch 1: 226 parameters in model.onnx\n  W              [1, 8, 8]\n", onnx.Output);
        Assert.StartsWith($"{BareRepository.TinyRun}, epoch 1: 226 parameters in model.npz\n  weight_ih_l0   [8, 8]\n  weight_hh_l0   [8, 8]\n", npz.Output);
    }

    [Fact]
    public void Best_epoch_is_that_of_the_record()
    {
        string records = Path.Combine(repository["artifacts"], "runs", BareRepository.TinyRun, "epochs.jsonl");
        double[] accuracies = [.. File.ReadLines(records).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("metrics").GetProperty("vacc").GetDouble())];

        CliResult result = Export("best.npz", "--epoch", "best");

        Assert.StartsWith($"{BareRepository.TinyRun}, epoch {Array.IndexOf(accuracies, accuracies.Max())}: ", result.Output);
    }

    [Theory]
    [InlineData("digits/original@16@8@0.001+Epochs=3/seed-0", "model.npz", "last", "Did you mean 'digits/original@16@8@0.001+Epochs=2/seed-0'")]
    [InlineData(BareRepository.TinyRun, "model.pt", "last", "model.pt: expected a file that ends in .")]
    [InlineData(BareRepository.TinyRun, "model.npz", "first", "Unknown epoch 'first'. Known: last, best.")]
    [InlineData("../outside", "model.npz", "last", "'../outside' is no run id")]
    public void Bad_input_gets_one_line_and_exit_code_2(string run, string file, string epoch, string complaint)
    {
        CliResult result = repository.Run("export", run, "--to", file, "--epoch", epoch);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
        Assert.False(File.Exists(repository[file]));
    }

    private CliResult Export(string file, params IEnumerable<string> more) => repository.Run(["export", BareRepository.TinyRun, "--to", file, .. more]);
}
