using Xunit;

namespace RnnMemory.Tests.Cli;

public sealed class AuditRefusalTests(AuditRefusalTests.Trained trained) : IClassFixture<AuditRefusalTests.Trained>
{
    [Theory]
    [InlineData("digits/original@16@8@0.001+Epochs=3/seed-0", "Did you mean 'digits/original@16@8@0.001+Epochs=2/seed-0'")]
    [InlineData("../outside", "'../outside' is no run id")]
    [InlineData("--epoch 2", "has no record of epoch 2: its records are those of epochs 0 to 1.")]
    [InlineData("--sample 0", "--sample: expected at least 1, got 0.")]
    [InlineData("--budget 20", "--budget: expected a time such as 90s, 20m or 2h, of at most 30 days, got '20'.")]
    [InlineData("--whole --budget 1m", "--whole replays every epoch")]
    [InlineData("--whole --seed 5", "--whole replays every epoch")]
    [InlineData("--workers 2", "--workers belongs to --whole; add --whole or leave it out.")]
    [InlineData("--whole --workers 0", "--workers: expected at least 1, got 0.")]
    [InlineData("--against smid", "Unknown engine 'smid'. Did you mean 'simd'?")]
    [InlineData("--against torch", "only engines of the same numerics have the same bits")]
    [InlineData("--artifacts nowhere", "Nothing was audited: 0 runs skipped, 0 refused")]
    public void Bad_input_gets_one_line_and_exit_code_2(string arguments, string complaint)
    {
        CliResult result = trained.Repository.Run(["audit", .. arguments.Split(' ')]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("rnn-memory: ", result.Errors);
        Assert.Contains(complaint, result.Errors);
        Assert.Equal(result.Errors.Length - 1, result.Errors.IndexOf('\n'));
    }

    /// <summary>Two recorded runs, which no refusal changes.</summary>
    public sealed class Trained : IDisposable
    {
        internal BareRepository Repository { get; } = BareRepository.WithTinyRuns();

        public void Dispose() => Repository.Dispose();
    }
}
