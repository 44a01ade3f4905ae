using RnnMemory.Experiments.Digits;
using RnnMemory.Experiments.Framework;
using RnnMemory.Experiments.Images;
using RnnMemory.Experiments.Mnist;
using RnnMemory.Reports;
using RnnMemory.Runs;
using Xunit;

namespace RnnMemory.Tests.Experiments;

public sealed class ImageTablesTests
{
    private static readonly MnistExperiment Mnist = new();

    [Fact]
    public void Table3_is_sorted_by_test_accuracy_with_the_papers_numbers_beside_ours()
    {
        Table table = Show(Mnist, Table3.Name, FakeImageRun.OfMnist("original", "3e-05", 0.9, 0.95, 0.94), FakeImageRun.OfMnist("transposed", "3e-05", 0.97));

        Assert.Equal(
            ["transposed@16@128@3e-05", "0", "0.960", "0.970", "0.250", "0.500", "118", "0.988", "0.979", "0.058", "0.135", "0.980", "0.970"],
            table.Text(0));
        Assert.Equal(
            ["original@16@128@3e-05", "1", "0.940", "0.950", "0.250", "0.500", "74", "0.980", "0.978", "0.075", "0.107", "0.960", "0.940"],
            table.Text(1));
        Assert.All(table.Rows, row => Assert.Equal(table.Columns.Count, row.Count));
    }

    [Fact]
    public void Tables_of_other_data_have_no_columns_of_the_paper_and_say_which_data()
    {
        Table table = Show(new DigitsExperiment(), Table3.Name, FakeImageRun.OfDigits("original", "0.0003", 0.9));

        Assert.Equal(["model", "epoch", "acc", "vacc", "loss", "vloss", "true acc", "last vacc"], table.Headings());
        Assert.EndsWith("(data set digits)", table.Title);
    }

    [Fact]
    public void Shorter_training_than_the_papers_is_marked_in_title_and_notes()
    {
        Table table = Show(Mnist, Table3.Name, FakeImageRun.OfMnist("original", "3e-05", 0.9));

        Assert.EndsWith("(1 of 244 epochs)", table.Title);
        Assert.Contains(table.Notes, note => note.StartsWith("NOT THE PAPER'S LENGTH: trained for 1 epoch;", StringComparison.Ordinal));

        ImageRun whole = FakeImageRun.OfMnist("original", "3e-05", [.. Enumerable.Repeat(0.9, 244)]);
        Assert.EndsWith("testing set", Show(Mnist, Table3.Name, whole).Title);
    }

    [Fact]
    public void Models_of_the_plan_that_are_not_at_hand_are_named()
    {
        Table table = Show(Mnist, Table3.Name, FakeImageRun.OfMnist("original", "3e-05", 0.9));

        string note = table.Notes.Single(note => note.StartsWith("25 of 26 models are not trained yet", StringComparison.Ordinal));
        Assert.Contains("mnist/original@16@128@1e-06/seed-0", note);
        Assert.DoesNotContain("mnist/original@16@128@3e-05/seed-0", note);
    }

    [Fact]
    public void A_permuted_model_whose_best_epoch_is_not_below_that_of_its_base_is_named()
    {
        ImageRun plain = FakeImageRun.OfMnist("original", "3e-05", 0.97, 0.95);

        string[] notes = [.. Show(Mnist, Table3.Name, plain, FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.97, 0.9), FakeImageRun.OfMnist("original-permuted-1", "3e-05", 0.96, 0.96)).Notes];

        Assert.Equal(
            ["original random permute 0@16@128@3e-05 is not below its base: best vacc 0.9700, original@16@128@3e-05 0.9700."],
            notes.Where(note => note.Contains("below its base", StringComparison.Ordinal)));
    }

    [Fact]
    public void Permuted_models_are_compared_at_their_own_learning_rate()
    {
        ImageRun[] runs =
        [
            FakeImageRun.OfMnist("original", "3e-05", 0.97), FakeImageRun.OfMnist("original", "1e-06", 0.80), FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.90),
        ];

        Assert.Equal(["Each of 1 permuted models is below its base at the same learning rate, each at its best epoch."], PermutationCheck.Lines(runs));
        Assert.Empty(PermutationCheck.Lines(runs[1..]));
    }

    [Fact]
    public void A_pair_with_a_frozen_run_is_left_out_and_counted()
    {
        ImageRun[] runs =
        [
            FakeImageRun.OfMnist("original", "3e-05", 0.97, 0.1, 0.1).FrozenFrom(2),
            FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.98),
        ];

        Assert.Equal(
            ["1 of 1 permuted models are not compared with their base, since one of the two froze or diverged."], PermutationCheck.Lines(runs));
    }

    [Fact]
    public void Seeds_of_a_model_become_one_row_and_each_permuted_run_is_compared_with_its_own_seed()
    {
        ImageRun[] runs =
        [
            OfSeed(0, FakeImageRun.OfMnist("original", "3e-05", 0.90)), OfSeed(1, FakeImageRun.OfMnist("original", "3e-05", 0.96)),
            OfSeed(0, FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.89)), OfSeed(1, FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.95)),
        ];
        Table table = Table3.Of(new(Planned.Paper, [.. runs.Select(run => run.Run.Spec)], [.. runs.Select(run => run.Measured)]));

        Assert.Equal(["original@16@128@3e-05", "0", "0.920 ±0.042 (2)", "0.930 ±0.042 (2)"], table.Text(0).Take(4));
        Assert.Equal(2, table.Rows.Count);
        Assert.Contains(table.Notes, note => note.StartsWith("Each of 2 permuted models is below its base", StringComparison.Ordinal));
        string[] csv = TableFormat.Csv(table).Split('\n');
        Assert.EndsWith(",seed", csv[0]);
        Assert.StartsWith("original@16@128@3e-05,0,0.89,0.9,", csv[1]);
        Assert.EndsWith(",1", csv[2]);
    }

    [Fact]
    public void Table4_lets_each_seed_choose_its_best_model()
    {
        ImageRun[] runs =
        [
            OfSeed(0, FakeImageRun.OfMnist("original", "3e-05", 0.90)), OfSeed(1, FakeImageRun.OfMnist("original", "3e-05", 0.92)),
            OfSeed(0, FakeImageRun.OfMnist("original", "1e-06", 0.94)), OfSeed(1, FakeImageRun.OfMnist("original", "1e-06", 0.91)),
        ];
        Table table = Table4.Of(new(Planned.Paper, [.. runs.Select(run => run.Run.Spec)], [.. runs.Select(run => run.Measured)]));

        Assert.Single(table.Rows);
        Assert.Equal("0.930 ±0.014 (2)", table.Text(0)[3]);
        Assert.Contains("1e-06 (1); 3e-05 (1)", table.Text(0));
    }

    [Fact]
    public void Figure9_draws_the_mean_of_a_models_seeds_with_the_seeds_behind_it()
    {
        ImageRun[] runs =
        [
            OfSeed(3, FakeImageRun.OfMnist("original", "3e-05", 0.5, 0.75)), OfSeed(4, FakeImageRun.OfMnist("original", "3e-05", 0.75, 1)),
        ];
        LineFigure figure = Figure9.Of(new(Planned.Paper, [.. runs.Select(run => run.Run.Spec)], [.. runs.Select(run => run.Measured)]));

        Curve curve = Assert.Single(figure.Curves);
        Assert.Equal("original, 3e-05", curve.Label);
        Assert.Equal([0.625, 0.875], curve.Y);
        Assert.Equal([0.5, 0.75], curve.Lowest);
        Assert.Equal([0.75, 1], curve.Highest);
        Assert.StartsWith("Epochs trained,\"original, 3e-05: mean\",\"original, 3e-05: seed 3\",\"original, 3e-05: seed 4\"\n1,0.625,0.5,0.75\n", FigureData.Csv(figure));
        Assert.NotEqual(
            FigureRenderer.Svg(figure), FigureRenderer.Svg(figure with { Curves = [curve with { Seeds = [] }] }));
    }

    [Fact]
    public void A_frozen_run_is_told_with_the_epoch_in_which_it_froze()
    {
        ImageRun run = FakeImageRun.OfMnist("flattened", "3e-05", 0.5, 0.8, 0.1, 0.1).FrozenFrom(3);

        string note = Assert.Single(ImageNotes.Mishaps([run]));
        Assert.StartsWith("flattened@16@128@3e-05 collapsed and froze: in epoch 2 the probability of every training image's", note);
        Assert.EndsWith("Epochs 3 to 3 were filled in without training; vacc stays 0.1000.", note);
    }

    [Theory]
    [InlineData("collapsed: vacc 0.8000 after epoch 1, 0.6000 after the last.", 0.5, 0.8, 0.6)]
    [InlineData("learned nothing: its best vacc is 0.1135", 0.1, 0.1135)]
    [InlineData(null, 0.5, 0.8, 0.75)]
    [InlineData("collapsed: vacc 0.8000 after epoch 1, 0.6900 after the last.", 0.5, 0.8, 0.69)]
    [InlineData(null, 0.5, 0.8, 0.71)]
    [InlineData("learned nothing: its best vacc is 0.1490", 0.1, 0.149)]
    [InlineData(null, 0.1, 0.151)]
    public void A_run_that_collapsed_or_learned_nothing_is_told(string? complaint, params double[] accuracies)
    {
        string? note = ImageNotes.Mishaps([FakeImageRun.OfMnist("flattened", "3e-05", accuracies)]).SingleOrDefault();

        Assert.Equal(complaint is null, note is null);
        Assert.Contains(complaint ?? "", note ?? "");
    }

    [Fact]
    public void The_epochs_that_a_diverged_run_misses_count_as_class_0()
    {
        // 35 of the 360 digits to test on are zeros.
        ImageRun run = FakeImageRun.OfDigits("flattened", "0.0003", 0.5, 0.6).Diverged(epochs: 4);

        Assert.Equal([0.5, 0.6, ShareOfZeros, ShareOfZeros], run.TestAccuracies);
        Assert.Equal((0.6, ShareOfZeros), (run.BestTestAccuracy, run.LastTestAccuracy));
        Assert.Contains(ImageNotes.Mishaps([run]), note => note.Contains("diverged in epoch 2, minibatch 17: the loss is not finite.", StringComparison.Ordinal));
        Assert.Equal(["flattened@16@64@0.0003", "1", "0.590", "0.600", "0.250", "0.500", "0.610", $"{ShareOfZeros:F3}"], Show(new DigitsExperiment(), Table3.Name, run).Text(0));
    }

    [Fact]
    public void The_epochs_that_a_diverged_run_misses_count_in_its_area_and_its_curve()
    {
        ImageRun run = FakeImageRun.OfDigits("flattened", "0.0003", 0.5, 0.6).Diverged(epochs: 4);

        Table table = Show(new DigitsExperiment(), ConvergenceTable.Name, run);
        LineFigure figure = Planned.Figure(new DigitsExperiment(), Figure9.Name, run.Measured);

        Assert.Equal($"{(0.5 + 0.6 + (2 * ShareOfZeros)) / 4:F4}", table.Text(0)[^1]);
        Assert.Equal([1, 2, 3, 4], figure.Curves[0].X);
        Assert.Equal([0.5, 0.6, ShareOfZeros, ShareOfZeros], figure.Curves[0].Y);
    }

    [Fact]
    public void A_run_that_diverged_in_its_first_epoch_still_has_a_row()
    {
        ImageRun run = FakeImageRun.OfDigits("flattened", "0.0003").Diverged(epochs: 4);

        Assert.Equal(["flattened@16@64@0.0003", "", "", $"{ShareOfZeros:F3}", "", "", "", $"{ShareOfZeros:F3}"], Show(new DigitsExperiment(), Table3.Name, run).Text(0));
    }

    [Fact]
    public void Table4_has_the_best_model_of_each_representation_and_the_mean_of_its_permutations()
    {
        Table table = Show(Mnist, Table4.Name, FakeImageRun.OfMnist("original", "3e-05", 0.9), FakeImageRun.OfMnist("original", "1e-06", 0.91),
                FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.92), FakeImageRun.OfMnist("original-permuted-1", "3e-05", 0.94),
                FakeImageRun.OfMnist("original-permuted-0", "1e-06", 0.1));

        Assert.Equal(
            ["original random permute", "0", "0.930", "0.940", "0.250", "0.500", "217", "0.964", "0.958", "0.135", "0.184", "3e-05, permutation 1", "0.930", "2", ""],
            table.Text(0));
        Assert.Equal(["1e-06", "0.910", "1", ""], table.Text(1).TakeLast(4));
        Assert.Equal(2, table.Rows.Count);
    }

    // The best epoch is the second one, and the model with the best epoch does not end best.
    [Fact]
    public void Every_score_is_that_of_the_best_epoch()
    {
        ImageRun best = FakeImageRun.OfMnist("original-permuted-1", "3e-05", 0.5, 0.9, 0.6).WithLosses();
        ImageRun other = FakeImageRun.OfMnist("original-permuted-0", "3e-05", 0.7, 0.8, 0.75).WithLosses();

        string[] scores = ["1", "0.890", "0.900", "2.000", "6.000"];
        IReadOnlyList<string> ofThree = Show(Mnist, Table3.Name, best).Text(0), ofFour = Show(Mnist, Table4.Name, other, best).Text(0);
        Assert.Equal([.. scores, "0.910", "0.600"], [.. ofThree.Skip(1).Take(5), .. ofThree.TakeLast(2)]);
        Assert.Equal([.. scores, "3e-05, permutation 1", "0.850", "2"], [.. ofFour.Skip(1).Take(5), .. ofFour.TakeLast(4).Take(3)]);
    }

    [Fact]
    public void Convergence_counts_the_epoch_that_reaches_a_threshold_exactly()
    {
        ImageRun lines = FakeImageRun.OfMnist("original", "3e-05", 0.8999, 0.9, 0.9499, 0.95);
        ImageRun pixels = FakeImageRun.OfMnist("flattened", "3e-05", 0.4999, 0.5, 0.7999, 0.8);

        Table table = Show(Mnist, ConvergenceTable.Name, lines, pixels);

        Assert.Equal(["to 0.50", "to 0.80", "to 0.90", "to 0.95"], table.Headings().Skip(2).Take(4));
        Assert.Equal(["", "", "2", "4"], table.Text(0).Skip(2).Take(4));
        Assert.Equal(["2", "4", "", ""], table.Text(1).Skip(2).Take(4));
    }

    [Fact]
    public void Convergence_counts_epochs_from_1_against_the_thresholds_of_the_length()
    {
        Table table = Show(Mnist, ConvergenceTable.Name, FakeImageRun.OfMnist("original", "3e-05", 0.5, 0.9, 0.94), FakeImageRun.OfMnist("flattened", "3e-05", 0.5, 0.9));

        Assert.Equal(["original@16@128@3e-05", "28", "", "", "2", "-", "0.7800"], table.Text(0));
        Assert.Equal(["flattened@16@128@3e-05", "784", "1", "2", "", "", "0.7000"], table.Text(1));
    }

    [Fact]
    public void Figure9_draws_the_best_model_of_each_group_over_epochs_from_1()
    {
        LineFigure figure = Planned.Figure(Mnist, Figure9.Name, [.. new[] { FakeImageRun.OfMnist("original", "3e-05", 0.5, 0.9), FakeImageRun.OfMnist("original", "1e-06", 0.6, 0.7), FakeImageRun.OfMnist("original-permuted-1", "3e-05", 0.4, 0.8) }.Select(run => run.Measured)]);

        Assert.Equal(["original, 3e-05", "original-permuted-1, 3e-05"], figure.Curves.Select(curve => curve.Label));
        Assert.Equal([(0, 0), (0, 1)], figure.Curves.Select(curve => (curve.Color, curve.Dash)));
        Assert.Equal([1.0, 2.0], figure.Curves[0].X);
        Assert.Equal([0.5, 0.9], figure.Curves[0].Y);
    }

    private static Table Show(IExperiment experiment, string name, params ImageRun[] runs) =>
        Planned.Table(experiment, name, [.. runs.Select(run => run.Measured)]);

    private static double ShareOfZeros => 35 / 360.0;

    private static ImageRun OfSeed(long seed, ImageRun run) =>
        run with { Measured = new MeasuredRun(run.Run with { Spec = run.Run.Spec with { Seed = seed } }).With(ImageMeasures.Classes, run.Measured.Of(ImageMeasures.Classes)) };
}
