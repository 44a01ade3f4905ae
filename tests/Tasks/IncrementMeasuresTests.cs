using RnnMemory.Engines;
using RnnMemory.Models;
using RnnMemory.Tasks;
using RnnMemory.Tests.Engines;
using Xunit;
using static RnnMemory.Tests.Tasks.IncrementSamples;

namespace RnnMemory.Tests.Tasks;

public sealed class IncrementMeasuresTests
{
    [Fact]
    public void Oracle_scores_one_in_all_four_accuracies()
    {
        Assert.Equal([1, 1, 1, 1], Scores(Spec(4, 5), Target));
    }

    // 0..15 differ from their successors in 1, 2, 1, 3, 1, 2, 1, 4, 1, 2, 1, 3, 1, 2, 1, 4 of 4 digits: 30 of 64.
    [Fact]
    public void Copying_every_number_of_four_bits_scores_what_counting_by_hand_gives()
    {
        Assert.Equal([98 / 128.0, 34 / 64.0, 0, 0], Scores(Spec(2, 4), Shown));
    }

    [Fact]
    public void Error_in_the_first_half_costs_digits_and_sequences_only()
    {
        Assert.Equal([7 / 8.0, 1, 1, 0], Scores(Spec(2, 4), (batch, step, row) =>
            step == 2 ? 1 - Target(batch, step, row) : Target(batch, step, row)));
    }

    [Fact]
    public void Error_in_one_digit_of_one_number_counts_exactly()
    {
        int met = 0;
        Assert.Equal([127 / 128.0, 63 / 64.0, 15 / 16.0, 15 / 16.0], Scores(Spec(2, 4), (batch, step, row) =>
            step == 5 && met++ == 11 ? 1 - Target(batch, step, row) : Target(batch, step, row)));
    }

    [Fact]
    public void Number_presented_once_has_only_a_second_half()
    {
        Assert.Equal([34 / 64.0, 34 / 64.0, 0, 0], Scores(Spec(2, 4) with { Doubled = false }, Shown));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(1000)]
    public void Every_holdout_number_is_asked_once_whatever_the_batch(int size)
    {
        ITask task = (Spec(2, 10) with { CurveHoldout = 100 }).Open(0);
        using Minibatch batch = BatchFor(task, size);
        using var engine = new AnsweringEngine(Shown);
        task.MeasurePoint(engine, batch, TestContext.Current.CancellationToken);
        Assert.Equal(100, engine.Asked);
        task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken);
        Assert.Equal(100 + 1024, engine.Asked);
    }

    // 1,024 is no multiple of 7 or 1,000, so the last minibatch is partly used.
    [Theory]
    [InlineData(7)]
    [InlineData(1000)]
    public void Accuracies_do_not_depend_on_the_batch(int size) =>
        Assert.Equal(Scores(Spec(2, 10), Shown), Scores(Spec(2, 10), Shown, size));

    [Fact]
    public void Measures_carry_the_names_of_assumption_A19()
    {
        ITask task = Spec(2, 4).Open(0);
        using Minibatch batch = BatchFor(task);
        using var engine = new AnsweringEngine(Shown);
        Assert.Equal(["digits", "second-half", "numbers", "sequences"], task.MeasureEpoch(engine, batch, TestContext.Current.CancellationToken).Metrics.Keys);
    }

    [Theory]
    [InlineData(DigitOrder.Simple, true)]
    [InlineData(DigitOrder.Complicated, true)]
    [InlineData(DigitOrder.Complicated, false)]
    public void Copies_are_the_second_halves_that_repeat_every_digit(DigitOrder order, bool doubled)
    {
        IncrementTaskSpec spec = Spec(4, 5, order) with { Doubled = doubled };
        Assert.Equal(1, Copies(spec, Shown));
        Assert.Equal(0, Copies(spec, Target));
        Assert.Equal(0, Copies(spec, LowestDigitOnly(spec)));

        // One digit of one number of 1,024 is not repeated.
        int met = 0;
        int last = (doubled ? 10 : 5) - 1;
        Assert.Equal(1023 / 1024.0, Copies(spec, (batch, step, row) => (Shown(batch, step, row) + (step == last && met++ == 11 ? 1 : 0)) % 4));
    }

    [Fact]
    public void Wrong_first_half_is_no_matter_to_copies() =>
        Assert.Equal(1, Copies(Spec(4, 5), (batch, step, row) => step < 5 ? 3 : Shown(batch, step, row)));

    // 50,000 draws: four standard errors of a share are below 0.009, of digit accuracies far below.
    [Theory]
    [InlineData(2, 32, DigitOrder.Simple)]
    [InlineData(10, 7, DigitOrder.Complicated)]
    [InlineData(4, 15, DigitOrder.Reversed)]
    public void Baselines_are_what_their_answers_score_on_the_holdout(int radix, int digits, DigitOrder order)
    {
        IncrementTaskSpec spec = Spec(radix, digits, order) with { Holdout = 50_000 };
        AssertClose(IncrementBaselines.Copying(spec), Scores(spec, Shown), 0.002, 0.009);
        AssertClose(IncrementBaselines.LowestDigitOnly(spec), Scores(spec, LowestDigitOnly(spec)), 0.002, 0.009);
    }

    [Fact]
    public void Baselines_of_every_number_once_are_exact()
    {
        IncrementTaskSpec spec = Spec(4, 5, DigitOrder.Complicated);
        AssertClose(IncrementBaselines.Copying(spec), Scores(spec, Shown), 1e-12, 1e-12);
        AssertClose(IncrementBaselines.LowestDigitOnly(spec), Scores(spec, LowestDigitOnly(spec)), 1e-12, 1e-12);
    }

    public static TheoryData<string> Variants() => [.. Specs.Keys];

    private static Dictionary<string, IncrementTaskSpec> Specs { get; } = new()
    {
        ["two parts"] = Spec(2, 12),
        ["complicated"] = Spec(10, 7, DigitOrder.Complicated),
        ["presented once"] = Spec(3, 9, DigitOrder.Complicated) with { Doubled = false },
        ["phase marker"] = Spec(2, 9, DigitOrder.Complicated) with { PhaseMarker = true },
        ["scalar"] = Spec(10, 4, DigitOrder.Reversed) with { Encoding = DigitEncoding.Scalar },
        ["more than 255 digits"] = Spec(2, 300) with { InterestingProbability = 1 },
        ["many equal numbers"] = Spec(5, 4) with { InterestingProbability = 1, Holdout = 600 },
        ["largest base"] = Spec(256, 2) with { PhaseMarker = true },
    };

    // The fast engine is asked whole trees, the scalar one minibatches of numbers.
    [Theory]
    [MemberData(nameof(Variants))]
    public void Trees_and_minibatches_are_counted_alike(string variant)
    {
        IncrementTaskSpec spec = Specs[variant];
        ITask task = (spec with { Holdout = Math.Min(spec.Holdout, 700), CurveHoldout = 90 }).Open(1);
        var model = new ModelSpec
        {
            Cell = Cells.Parse("gru"),
            Inputs = task.Inputs,
            Hidden = 4,
            Classes = task.Classes,
            Readout = task.Readout,
        };
        var optimizer = new OptimizerSpec { LearningRate = 0.1 };
        float[] parameters = RandomModels.Values(model.ParameterCount, 2, 1);
        IReadOnlyDictionary<string, double>[] Measures(string engine, int size)
        {
            using IEngine made = EngineCatalog.Known[engine].Create(model, optimizer, task.Steps, size);
            using Minibatch batch = BatchFor(task, size);
            made.Load(parameters);
            Evaluation point = task.MeasurePoint(made, batch), epoch = task.MeasureEpoch(made, batch);
            return [point.Metrics, point.Diagnostics, epoch.Metrics, epoch.Diagnostics];
        }

        Assert.Equal(Measures("scalar", 16), Measures("simd", 16));
        Assert.Equal(Measures("scalar", 7), Measures("simd", 1));
    }

    private static void AssertClose(IncrementAccuracies exact, double[] seen, double digits, double shares)
    {
        Assert.Equal(exact.Digits, seen[0], digits);
        Assert.Equal(exact.SecondHalf, seen[1], 2 * digits);
        Assert.Equal(exact.Numbers, seen[2], shares);
        Assert.Equal(exact.Sequences, seen[3], shares);
    }

    private static Func<Minibatch, int, int, int> LowestDigitOnly(IncrementTaskSpec spec)
    {
        int lowest = (spec.Doubled ? spec.Digits : 0) + Array.IndexOf(IncrementOrder.Of(spec, 0), 0);
        return (batch, step, row) => (Shown(batch, step, row) + (step == lowest ? 1 : 0)) % spec.Base;
    }

    private static int Target(Minibatch batch, int step, int row) => batch.Targets[(step * batch.Batch) + row];

    private static int Shown(Minibatch batch, int step, int row) =>
        batch.Inputs.Slice(((step * batch.Batch) + row) * batch.Width, batch.Width).IndexOf(1f);

    private static double Copies(IncrementTaskSpec spec, Func<Minibatch, int, int, int> answer)
    {
        ITask task = spec.Open(0);
        using Minibatch batch = BatchFor(task, 16);
        using var engine = new AnsweringEngine(answer);
        return task.MeasureEpoch(engine, batch).Diagnostics["copies"];
    }

    private static double[] Scores(IncrementTaskSpec spec, Func<Minibatch, int, int, int> answer, int size = 16)
    {
        ITask task = spec.Open(0);
        using Minibatch batch = BatchFor(task, size);
        using var engine = new AnsweringEngine(answer);
        IReadOnlyDictionary<string, double> measures = task.MeasureEpoch(engine, batch).Metrics;
        return [measures["digits"], measures["second-half"], measures["numbers"], measures["sequences"]];
    }
}
