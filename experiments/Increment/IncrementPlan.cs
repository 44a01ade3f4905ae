using System.Globalization;
using RnnMemory.Experiments.Framework;
using RnnMemory.Models;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments.Increment;

/// <summary>The plan of section 3.1: every size with every cell, every order of digits and every seed.</summary>
internal static class IncrementPlan
{
    /// <summary>The runs of these settings.</summary>
    public static IReadOnlyList<RunSpec> Of(LoadedSettings loaded)
    {
        IncrementSettings increment = loaded.Settings.Section<IncrementSettings>(IncrementExperiment.SectionName);
        return
        [
            .. from size in increment.Sizes
               from cell in increment.Cells
               from order in increment.Orders
               from permutation in PermutationsOf(increment, order)
               let row = new IncrementRow(IncrementSize.Parse(size).ToString(), cell, order, permutation)
               from spec in Specs(loaded, increment, row, loaded.Settings.EverySeed())
               select spec,
        ];
    }

    // Only id and seed differ between the seeds.
    private static IEnumerable<RunSpec> Specs(
        LoadedSettings loaded, IncrementSettings increment, IncrementRow row, IReadOnlyList<long> seeds)
    {
        RunSpec first = Spec(loaded, increment, row, seeds[0]);
        string model = Model(loaded, increment, row);
        return seeds.Select(seed => first with { Id = string.Create(CultureInfo.InvariantCulture, $"{model}/seed-{seed}"), Seed = seed });
    }

    // Null: the run's seed draws the permutation, or there is none.
    private static IEnumerable<int?> PermutationsOf(IncrementSettings increment, string order) =>
        increment.Permutations.Count > 0 && IncrementRow.OrderOf(order).IsPermuted() ? increment.Permutations.Cast<int?>() : [null];

    private static RunSpec Spec(LoadedSettings loaded, IncrementSettings increment, IncrementRow row, long seed)
    {
        IncrementTaskSpec task = Task(increment, row);
        ITask opened = task.Open(seed);
        Cell cell = Cells.Parse(row.Cell);
        return new RunSpec
        {
            Id = Model(loaded, increment, row),
            Task = task,
            Model = new ModelSpec
            {
                Cell = cell,
                Inputs = opened.Inputs,
                Hidden = increment.Hidden,
                Classes = opened.Classes,
                Readout = opened.Readout,
                GateActivation = increment.GateActivation,
                OrthogonalPerGate = increment.OrthogonalPerGate,
                KernelDeviation = KnownCells.DeviationOf(cell, increment.KernelDeviation),
            },
            Optimizer = KnownOptimizers.Spec(increment.Optimizer, increment.LearningRate, increment.Hyperparameters, increment.ClipNorm),
            BatchSize = increment.BatchSize,
            Epochs = increment.Epochs,
            Seed = seed,
            Engine = loaded.Settings.Engine,
        };
    }

    private static IncrementTaskSpec Task(IncrementSettings increment, IncrementRow row)
    {
        IncrementSize size = IncrementSize.Parse(row.Size);
        return new IncrementTaskSpec
        {
            Base = size.Base,
            Digits = size.Digits,
            Order = IncrementRow.OrderOf(row.Order),
            Permutation = increment.Permutation,
            DrawnPermutation = row.Permutation,
            UpdatesPerEpoch = increment.UpdatesPerEpoch,
            InterestingProbability = increment.InterestingProbability,
            InterestingIncludesAll = increment.InterestingIncludesAll,
            Doubled = increment.Doubled,
            PhaseMarker = increment.PhaseMarker,
            Encoding = increment.Encoding,
            LossOnSecondHalf = increment.LossOnSecondHalf,
            FixedTrainingSet = increment.FixedTrainingSet,
            Holdout = increment.Holdout,
            CurveHoldout = increment.CurveHoldout,
            CurveEvery = increment.CurveEvery,
            CurveAlsoAt = increment.CurveAlsoAt,
        };
    }

    // In the style of the paper's names of its MNIST models: representation@batch@hidden@learning rate.
    private static string Model(LoadedSettings loaded, IncrementSettings increment, IncrementRow row)
    {
        string rate = increment.LearningRate.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        string variant = VariantSuffix.Between(
            loaded.Paper.Section<IncrementSettings>(IncrementExperiment.SectionName),
            increment,
            [nameof(increment.Sizes), nameof(increment.Cells), nameof(increment.Orders), nameof(increment.Permutations),
            nameof(increment.BatchSize), nameof(increment.Hidden), nameof(increment.LearningRate),
            .. KnownOptimizers.NotOf(increment.Optimizer), .. KnownCells.NotOf(Cells.Parse(row.Cell))]);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"increment/{row.Size}/{row.Cell}/{row.OrderName}@{increment.BatchSize}@{increment.Hidden}@{rate}{variant}{EngineSuffix.Of(loaded)}");
    }
}
