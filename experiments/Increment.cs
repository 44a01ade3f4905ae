using System.Globalization;
using RnnMemory.Models;
using RnnMemory.Reports;
using RnnMemory.Runs;
using RnnMemory.Settings;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Experiments;

/// <summary>One row of the increment experiment.</summary>
/// <param name="Size">"KxN".</param>
/// <param name="Cell">Name of the cell.</param>
/// <param name="Order">Name of the digit order.</param>
public sealed record IncrementRow(string Size, string Cell, string Order);

/// <summary>
/// Section 3.1: three cells learn to add one to a number of N digits of base K, read lowest digit first ("simple") or in one random
/// order ("complicated"). Shows Figs. 5, 6 and 7.
/// </summary>
public sealed class Increment : IExperiment
{
    /// <inheritdoc/>
    public string Name => "Increment";

    /// <inheritdoc/>
    public string Description => "Section 3.1, Figs. 5-7: adding one to a number whose digits come in a good or a random order";

    /// <summary>Every size with every cell and every order, in the order of <see cref="Plan"/>.</summary>
    public static IReadOnlyList<IncrementRow> Rows(IncrementSettings increment) =>
    [
        .. from size in increment.Sizes
           from cell in increment.Cells
           from order in increment.Orders
           select new IncrementRow(IncrementSize.Parse(size).ToString(), cell, order),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<RunSpec> Plan(HarnessSettings settings) => [.. Rows(settings.Increment).Select(row => Spec(settings, row))];

    /// <summary>Table and figures of the plan's runs, or of those among them that are at hand.</summary>
    public Report Report(HarnessSettings settings, IReadOnlyList<FinishedRun> runs) => new(
        Name,
        [IncrementTable.Of(runs)],
        [.. runs.GroupBy(run => Row(run.Spec).Size).SelectMany(size => IncrementFigures.Of(size.Key, [.. size]))]);

    /// <summary>The row that a run of the plan belongs to.</summary>
    public static IncrementRow Row(RunSpec spec)
    {
        var task = (IncrementTaskSpec)spec.Task;
        return new IncrementRow(
            new IncrementSize(task.Base, task.Digits).ToString(), spec.Model.Cell.Name, task.Order.ToString().ToLowerInvariant());
    }

    private static RunSpec Spec(HarnessSettings settings, IncrementRow row)
    {
        IncrementSettings increment = settings.Increment;
        IncrementSize size = IncrementSize.Parse(row.Size);
        var task = new IncrementTaskSpec
        {
            Base = size.Base,
            Digits = size.Digits,
            Order = Enum.Parse<DigitOrder>(row.Order, ignoreCase: true),
            Permutation = increment.Permutation,
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
        ITask opened = task.Open(settings.Seed);
        return new RunSpec
        {
            Id = Id(settings, row),
            Task = task,
            Model = new ModelSpec
            {
                Cell = Cells.Parse(row.Cell),
                Inputs = opened.Inputs,
                Hidden = increment.Hidden,
                Classes = opened.Classes,
                Readout = opened.Readout,
                GateActivation = increment.GateActivation,
                OrthogonalPerGate = increment.OrthogonalPerGate,
            },
            Optimizer = new OptimizerSpec
            {
                LearningRate = increment.LearningRate,
                [RmsProp.Rho] = increment.Rho,
                [RmsProp.Epsilon] = increment.Epsilon,
                ClipNorm = increment.ClipNorm,
            },
            BatchSize = increment.BatchSize,
            Epochs = increment.Epochs,
            Seed = settings.Seed,
            Engine = settings.Engine,
        };
    }

    // The paper's own style for its MNIST models: representation@batch@hidden@learning rate.
    private static string Id(HarnessSettings settings, IncrementRow row)
    {
        IncrementSettings increment = settings.Increment;
        string learningRate = increment.LearningRate.ToString("R", CultureInfo.InvariantCulture).ToLowerInvariant();
        string variant = VariantSuffix.Between(
            PaperSettings.Value.Increment,
            increment,
            nameof(increment.Sizes), nameof(increment.Cells), nameof(increment.Orders),
            nameof(increment.BatchSize), nameof(increment.Hidden), nameof(increment.LearningRate));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"increment/{row.Size}/{row.Cell}/{row.Order}@{increment.BatchSize}@{increment.Hidden}@{learningRate}{variant}{PaperSettings.EngineSuffix(settings.Engine)}/seed-{settings.Seed}");
    }
}
