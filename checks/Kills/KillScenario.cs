namespace RnnMemory.Checks.Kills;

/// <summary>A command of about two seconds that trains several networks and writes tables and figures.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Arguments">Arguments of `rnn-memory run`.</param>
internal sealed record KillScenario(string Name, IReadOnlyList<string> Arguments)
{
    private static readonly string[] Increment =
    [
        .. Set("Increment:Sizes=2x6"), .. Set("Increment:Cells=vanilla,lstm,gru,tanh"), .. Set("Increment:Orders=simple"), .. Set("Increment:Epochs=8"),
        .. Set("Increment:UpdatesPerEpoch=500"), .. Set("Increment:CurveEvery=100"), .. Set("Increment:Holdout=1000"), .. Set("Increment:CurveHoldout=200"),
    ];

    private static readonly string[] Digits =
    [
        .. Set("Digits:Representations=original,transposed-permuted"), .. Set("Digits:Permutations=1"), .. Set("Digits:LearningRates=1e-3"),
        .. Set("Digits:Hidden=8"), .. Set("Digits:Epochs=12"), .. Set("Digits:PixelMeasuredImages=50"),
        .. Set("Digits:MemoryImages=50"),
    ];

    // Most of the time goes into evaluations, within which a process must be able to stop.
    private static readonly string[] Evaluating =
    [
        .. Set("Increment:Sizes=2x16"), .. Set("Increment:Cells=gru"), .. Set("Increment:Orders=simple"), .. Set("Increment:Epochs=3"),
        .. Set("Increment:UpdatesPerEpoch=40"), .. Set("Increment:CurveEvery=16"), .. Set("Increment:Holdout=60000"), .. Set("Increment:CurveHoldout=30000"),
    ];

    /// <summary>Both tasks, all cells, one worker and two: many short epochs, so that a good part of the time is spent on saving.</summary>
    public static IReadOnlyList<KillScenario> All { get; } =
    [
        new("increment, 1 worker", ["increment", "--workers", "1", .. Increment]),
        new("digits, 2 workers", ["digits", "--workers", "2", .. Digits]),
        new("increment, 2 workers", ["increment", "--workers", "2", .. Increment]),
        new("digits, 1 worker", ["digits", "--workers", "1", .. Digits]),
        new("increment, long evaluations", ["increment", "--workers", "1", .. Evaluating]),
    ];

    private static string[] Set(string setting) => ["--set", setting];
}
