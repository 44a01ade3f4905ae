using RnnMemory.Runs;
using RnnMemory.Tests.Runs;
using RnnMemory.Training;
using Xunit;

namespace RnnMemory.Tests.Training;

public sealed class StoppedEvaluationTests
{
    // Of two epochs: a curve point before the first update, after every third and at each epoch's end; then the epoch's own measures.
    private const int Evaluations = 10;

    private readonly RunSpec spec = ToyRuns.Spec(epochs: 2);

    [Fact]
    public void Training_stopped_within_any_evaluation_is_saved_and_goes_on_to_the_same_bits()
    {
        using ToyRuns undisturbed = new();
        string expected = ToyRuns.Bits(undisturbed.Train(spec: spec));
        for (int stopAt = 0; stopAt < Evaluations; stopAt++)
        {
            using ToyRuns runs = new();
            using CancellationTokenSource stop = new();
            int updates = 0;
            int evaluations = 0;

            Assert.Throws<OperationCanceledException>(() => runs.Train(Task(StopThere), spec, stop: stop));
            FinishedRun run = runs.Train(Task(_ => { }), spec);

            Assert.Equal(expected, ToyRuns.Bits(run));
            Assert.Empty(runs.Notices);
            Assert.Equal(2 * ToyTask.Updates, updates);

            ToyTask Task(Action<CancellationToken> whileMeasuring) =>
                new() { Before = (_, _) => updates++, WhileMeasuring = whileMeasuring };

            void StopThere(CancellationToken cancellation)
            {
                if (evaluations++ == stopAt)
                {
                    stop.Cancel();
                }

                cancellation.ThrowIfCancellationRequested();
            }
        }
    }
}
