using RnnMemory.Basics;
using Xunit;

namespace RnnMemory.Tests.Cli;

/// <summary>A repository with settings only: no runs, no data, no snapshots. Files that a command writes stay in it.</summary>
internal sealed class BareRepository : IDisposable
{
    // Two networks of eight units, two epochs each.
    private static readonly string[] Tiny =
    [
        "--set", "Digits:Representations=original,transposed", "--set", "Digits:LearningRates=1e-3", "--set", "Digits:Hidden=8", "--set", "Digits:Epochs=2",
    ];

    /// <summary>The experiment and settings of the two networks, as a shell takes them.</summary>
    public static string TinySettings => $"digits {string.Join(' ', Tiny)}";

    public const string TinyRun = "digits/original@16@8@0.001+Epochs=2/seed-0";

    // Trained once for all tests.
    private static readonly Lazy<(CliResult Run, (string Path, byte[] Content)[] Files)> Trained = new(Train);

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rnn-memory repository ");

    public BareRepository()
    {
        string settings = Path.Combine("experiments", "settings");
        Directory.CreateDirectory(this[settings]);
        foreach (string file in new[] { "RnnMemory.sln", Path.Combine(settings, "paper.json"), Path.Combine(settings, "quick.json") })
        {
            File.Copy(Path.Combine(RepositoryRoot.Find(), file), this[file]);
        }
    }

    /// <summary>A repository in which `run` has trained the two tiny networks and written its files.</summary>
    public static BareRepository WithTinyRuns()
    {
        BareRepository repository = new();
        foreach ((string path, byte[] content) in Trained.Value.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(repository[path])!);
            File.WriteAllBytes(repository[path], content);
        }

        return repository;
    }

    /// <summary>The output of that `run`.</summary>
    public static string OutputOfTinyRuns => Trained.Value.Run.Output;

    public string this[string path] => Path.Combine(folder.FullName, path);

    /// <summary>Runs a command in it, offline and not as on a build server.</summary>
    public CliResult Run(params IEnumerable<string> arguments) => Run(new Dictionary<string, string>(), arguments);

    public CliResult Run(IReadOnlyDictionary<string, string> environment, params IEnumerable<string> arguments) =>
        CommandHost.Run(arguments, Variables(environment), folder.FullName);

    /// <summary>The same in a process of its own.</summary>
    public CliResult RunApart(params IEnumerable<string> arguments)
    {
        using CliProcess cli = new(arguments, Variables(new Dictionary<string, string>()), folder.FullName);
        return cli.Result();
    }

    /// <summary>Runs a command on the two tiny networks.</summary>
    public CliResult OnTiny(string command, params IEnumerable<string> more) => OnTiny(new Dictionary<string, string>(), command, more);

    public CliResult OnTiny(IReadOnlyDictionary<string, string> environment, string command, params IEnumerable<string> more) =>
        Run(environment, [command, "digits", .. Tiny, .. more]);

    public void Dispose() => folder.Delete(recursive: true);

    private static Dictionary<string, string> Variables(IReadOnlyDictionary<string, string> environment)
    {
        Dictionary<string, string> variables = new(environment) { ["RNN_MEMORY_OFFLINE"] = "1" };
        variables.TryAdd("CI", "");
        return variables;
    }

    private static (CliResult Run, (string Path, byte[] Content)[] Files) Train()
    {
        using BareRepository repository = new();
        CliResult run = repository.OnTiny("run");
        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        IEnumerable<string> paths = Directory.EnumerateFiles(repository["artifacts"], "*", SearchOption.AllDirectories);
        return (run, [.. paths.Select(path => (Path.GetRelativePath(repository["."], path), File.ReadAllBytes(path)))]);
    }
}
