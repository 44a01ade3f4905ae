using RnnMemory.Checks.Outcomes;
using RnnMemory.Tests.Cli;
using RnnMemory.Tests.Data;
using Xunit;

namespace RnnMemory.Tests.Cluster;

/// <summary>Runs of the increment experiment, and the files that training them on this machine gives.</summary>
internal sealed class RunPlan
{
    private static readonly string[] Short =
    [
        .. Set("Epochs=2"), .. Set("UpdatesPerEpoch=100"), .. Set("CurveEvery=50"), .. Set("Holdout=400"), .. Set("CurveHoldout=100"),
    ];

    private readonly string[] arguments;
    private readonly Lazy<SortedDictionary<string, string>> local;

    private RunPlan(int runs, string[] arguments, Func<SortedDictionary<string, string>>? local = null)
    {
        (Runs, this.arguments) = (runs, arguments);
        this.local = new(local ?? Train);
    }

    /// <summary>All sizes, cells and orders of the paper with two seeds; each is trained in a fraction of a second.</summary>
    public static RunPlan Whole { get; } = new(36, ["--seeds", "0-1", .. Short]);

    /// <summary>Those of the first seed.</summary>
    public static RunPlan FirstSeed { get; } = new(18, ["--seeds", "0", .. Short]);

    /// <summary>Four runs of some seconds with many short epochs: a fault comes in the middle of one.</summary>
    public static RunPlan Long { get; } = new(4,
    [
        .. Set("Sizes=2x16"), .. Set("Cells=lstm,gru"), .. Set("Epochs=120"), .. Set("UpdatesPerEpoch=100"), .. Set("CurveEvery=100"),
        .. Set("Holdout=200"), .. Set("CurveHoldout=100"),
    ]);

    /// <summary>The two of them with the cell gru.</summary>
    public static RunPlan LongOfGru { get; } = new(
        2,
        [.. Long.arguments.Select(argument => argument.Replace("lstm,gru", "gru", StringComparison.Ordinal))],
        () => new(Long.Local.Where(file => file.Key.Contains("/gru/", StringComparison.Ordinal)).ToDictionary(), StringComparer.Ordinal));

    /// <summary>Number of runs.</summary>
    public int Runs { get; }

    /// <summary>The content of the local artifacts folder, as <see cref="ArtifactsContent"/> has it.</summary>
    public SortedDictionary<string, string> Local => local.Value;

    /// <summary>`rnn-memory COMMAND` on these runs: the arguments.</summary>
    public string[] Command(string name, string artifacts, params string[] more) => [name, "increment", "--artifacts", artifacts, .. arguments, .. more];

    private static string[] Set(string setting) => ["--set", $"Increment:{setting}"];

    private SortedDictionary<string, string> Train()
    {
        using TemporaryFolder folder = new();
        CliResult result = CommandHost.Run(Command("run", folder.Path, "--plain"));
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        return ArtifactsContent.Of(folder.Path);
    }
}
