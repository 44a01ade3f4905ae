using RnnMemory.Basics;
using RnnMemory.Data;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class DataTests : IDisposable
{
    private readonly BareRepository repository = new();

    public void Dispose() => repository.Dispose();

    [Fact]
    public void Where_shows_the_folders_in_order_and_what_is_missing()
    {
        CliResult result = repository.Run(Data("elsewhere"), "data", "where");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        string[] lines = result.Output.Split('\n');
        Assert.Equal([$"  {repository["elsewhere/mnist"]}", $"  {repository["elsewhere"]}", $"  {repository["data/mnist"]}", $"  {repository["data"]}"], lines[1..5]);
        Assert.Contains($"Downloads go to {repository["data/mnist"]}", lines);
        Assert.Equal(4, lines.Count(line => line.EndsWith("not found", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_tells_missing_from_damaged_and_names_the_command_that_mends_both()
    {
        Directory.CreateDirectory(repository["data/mnist"]);
        File.WriteAllBytes(repository["data/mnist/t10k-labels-idx1-ubyte"], [0, 0, 8, 1, 0, 0, 0, 1, 7]);

        CliResult result = repository.Run("data", "verify");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(3, result.Output.Split('\n').Count(line => line.EndsWith(" missing", StringComparison.Ordinal)));
        Assert.Contains($"t10k-labels-idx1-ubyte   DAMAGED  {repository["data/mnist/t10k-labels-idx1-ubyte"]}", result.Output);
        Assert.Contains("expected SHA-256 ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2", result.Errors);
        Assert.Contains($"rnn-memory: 4 of 4 files are missing or damaged: {Launcher.Here("data fetch")} downloads them.", result.Errors);
    }

    [Fact]
    public void Verify_passes_on_the_real_files()
    {
        MnistOrSkip.Load();
        string folder = Path.GetDirectoryName(DataFolders.Default().Find(Mnist.Name, Mnist.Files[0].Name))!;

        CliResult result = repository.Run(new Dictionary<string, string> { ["RNN_MEMORY_DATA"] = folder }, "data", "verify");

        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        Assert.Equal(4, result.Output.Split('\n').Count(line => line.Contains(" ok ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Fetch_where_downloads_are_forbidden_is_one_clear_line()
    {
        CliResult result = repository.Run("data", "fetch");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("rnn-memory: MNIST is not on this machine, and RNN_MEMORY_OFFLINE forbids downloading it.", result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
    }

    [Fact]
    public void Runs_on_mnist_without_its_files_fail_in_one_line_for_all()
    {
        CliResult result = repository.Run("run", "mnist", "--set", "Mnist:Representations=original");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("rnn-memory: MNIST is not on this machine", result.Errors);
        Assert.EndsWith("(2 runs)\n", result.Errors);
    }

    private Dictionary<string, string> Data(string folder) => new() { ["RNN_MEMORY_DATA"] = repository[folder] };
}
