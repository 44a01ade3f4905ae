using System.Globalization;

namespace RnnMemory.Paper;

/// <summary>Makes the entries of all numbers out of published.json, so that no digit is written twice.</summary>
/// <param name="published">The content of published.json.</param>
/// <param name="rule">The rule, for the families.</param>
internal sealed class PublishedNumbers(PublishedContent published, VerdictRule rule)
{
    private const string AfterTheEpoch = "on the 10,000 test images after the epoch";
    private const string WhileWeightsMove = "mean over the epoch's minibatches while the weights move";

    // Columns of Tables 3 and 4, in the paper's order.
    private static readonly IReadOnlyList<ScoreColumn> ScoreColumns =
    [
        new("epoch", score => score.BestEpoch, PublishedQuantity.BestEpoch, "epoch", "the epoch with the highest vacc, from 0 or 1", "C8"),
        new("acc", score => score.Accuracy, PublishedQuantity.TrainingAccuracy, "share of training images", WhileWeightsMove, "C9"),
        new("vacc", score => score.TestAccuracy, PublishedQuantity.TestAccuracy, "share of test images", AfterTheEpoch),
        new("loss", score => score.Loss, PublishedQuantity.TrainingLoss, "cross entropy", WhileWeightsMove, "C3", "C9"),
        new("vloss", score => score.TestLoss, PublishedQuantity.TestLoss, "cross entropy", AfterTheEpoch, "C3"),
    ];

    /// <summary>All entries: Tables 1 to 4, then the text.</summary>
    public IReadOnlyList<PublishedNumber> All() => [.. Table1(), .. Table2(), .. Table3(), .. Table4(), .. published.Text];

    private IEnumerable<PublishedNumber> Table1() => published.Table1.Cases.Select((name, row) => new PublishedNumber
    {
        Id = $"T1/{name.Replace(' ', '-')}",
        Where = $"Table 1, row {row + 1}",
        Printed = name,
        Unit = "picture",
        Quantity = PublishedQuantity.Picture,
        Protocol = "one image in that representation; the script draws training image 7 (assumption B10)",
        Endpoint = Endpoint.Stated,
        Method = VerdictMethod.NotMeasurable,
        Note = "No number can be read from the picture; the representation itself is drawn again from the same image.",
    });

    private IEnumerable<PublishedNumber> Table2() => published.Table2.Rows.SelectMany((row, index) =>
    {
        string where = $"Table 2, row {index + 1}";
        PublishedNumber[] values =
        [
            .. row.Values.Select((value, at) => Latency(row, $"{at + 1}", $"{where}, value {at + 1}", (decimal)value) with
            {
                Printed = value.ToString(CultureInfo.InvariantCulture),
                Endpoint = Endpoint.Secondary,
                Method = VerdictMethod.SortedSet,
            }),
        ];
        return values.Append(Latency(row, "mean", $"{where}, mean of its values", values.Average(value => value.Value!.Value)) with
        {
            Endpoint = Endpoint.Primary,
            Method = VerdictMethod.Equivalence,
            Holm = "table-2",
            Formula = Formula.Mean,
            Of = [.. values.Select(value => value.Id)],
        });
    });

    private PublishedNumber Latency(PublishedLatency row, string id, string where, decimal value) => new()
    {
        Id = $"T2/{row.Representation}/{id}",
        Where = where,
        Printed = Text(value, published.Table2.Decimals),
        Value = value,
        LastDigit = Unit(published.Table2.Decimals),
        Unit = "steps",
        Quantity = PublishedQuantity.Latency,
        Protocol = "mean over the 10,000 test images; which model a value belongs to is not printed",
        Selection = PublishedSelection.LastEpoch,
        Endpoint = Endpoint.Primary,
        Method = VerdictMethod.Equivalence,
        Family = rule.Families.FirstOrDefault(family => family.Quantity == PublishedQuantity.Latency)?.Id,
        Model = new PublishedModel(row.Representation, null, null),
        Assumptions = published.Table2.Assumptions.Of(row.Representation),
    };

    private IEnumerable<PublishedNumber> Table3() =>
        from row in published.Table3.Rows.Index()
        from column in ScoreColumns
        let model = ModelOf(row.Item)
        let family = rule.FamilyOf(StepsOf(row.Item.Representation), row.Item.LearningRate)
        select OfTable3(column, row.Item, row.Index + 1, model, family);

    private PublishedNumber OfTable3(ScoreColumn column, PublishedRun row, int number, PublishedModel model, VerdictFamily? family)
    {
        bool isPrimary = column.Quantity == PublishedQuantity.TestAccuracy;
        bool collapses = family is { Margin: null };
        VerdictMethod method =
            collapses && (isPrimary || column.Quantity == PublishedQuantity.BestEpoch) ? VerdictMethod.Collapse
            : isPrimary ? VerdictMethod.Equivalence
            : VerdictMethod.Difference;
        return Score(column, row, $"T3/{NameOf(model)}/{column.Name}", $"Table 3, row {number}, {column.Name}", published.Table3.Decimals) with
        {
            Selection = PublishedSelection.BestEpoch,
            Endpoint = isPrimary ? Endpoint.Primary : Endpoint.Secondary,
            Method = method,
            Family = family?.Id,
            Holm = method == VerdictMethod.Collapse ? null : isPrimary ? "table-3" : "table-3-secondary",
            Model = model,
            Assumptions = [.. published.Table3.Assumptions.Of(model.Representation), .. column.Assumptions],
        };
    }

    private IEnumerable<PublishedNumber> Table4() =>
        from row in published.Table4.Rows.Index()
        from column in ScoreColumns
        select OfTable4(column, row.Item, row.Index + 1);

    // The best vacc is a function of the members; the other columns repeat those of the row of Table 3 that has it (claim TAB-1).
    private PublishedNumber OfTable4(ScoreColumn column, PublishedScore row, int number)
    {
        PublishedRun[] members = [.. published.Table3.Rows.Where(run => run.Representation == row.Representation)];
        bool isBest = column.Quantity == PublishedQuantity.TestAccuracy;
        IEnumerable<PublishedRun> of = isBest ? members : members.OrderByDescending(run => run.TestAccuracy).Take(1);
        return Score(column, row, $"T4/{row.Representation}/{column.Name}", $"Table 4, row {number}, {column.Name}", published.Table4.Decimals) with
        {
            Selection = PublishedSelection.BestOfAll,
            Endpoint = Endpoint.Derived,
            Method = isBest ? VerdictMethod.Derived : VerdictMethod.Repeated,
            Family = isBest ? BestFamily(StepsOf(row.Representation)) : null,
            Holm = isBest ? "table-4" : null,
            Model = new PublishedModel(row.Representation, null, null),
            Formula = isBest ? Formula.Best : Formula.Same,
            Of = [.. of.Select(run => $"T3/{NameOf(ModelOf(run))}/{column.Name}")],
            Assumptions = [.. published.Table4.Assumptions.Of(row.Representation), .. column.Assumptions],
        };
    }

    // The first family of so many steps that has a margin.
    private string? BestFamily(int steps) => rule.Families.FirstOrDefault(family =>
        family.Quantity == PublishedQuantity.TestAccuracy && family.Steps == steps && family.Margin is not null)?.Id;

    private static PublishedModel ModelOf(PublishedRun run) => new(run.Representation, run.Permutation, run.LearningRate);

    private static PublishedNumber Score(ScoreColumn column, PublishedScore row, string id, string where, int decimals)
    {
        bool isEpoch = column.Quantity == PublishedQuantity.BestEpoch;
        decimal value = column.Value(row);
        return new PublishedNumber
        {
            Id = id,
            Where = where,
            Printed = Text(value, isEpoch ? 0 : decimals),
            Value = value,
            LastDigit = isEpoch ? null : Unit(decimals),
            Unit = column.Unit,
            Quantity = column.Quantity,
            Protocol = column.Protocol,
            Endpoint = Endpoint.Secondary,
            Method = VerdictMethod.Difference,
        };
    }

    // E.g. "transposed-permuted-2@3e-05".
    internal static string NameOf(PublishedModel model) => string.Create(CultureInfo.InvariantCulture,
        $"{model.Representation}{(model.Permutation is { } permutation ? $"-{permutation}" : "")}@{model.LearningRate:R}").Replace('E', 'e');

    // Flattened representations have a step for each pixel of an image of 28 x 28, the others one for each line.
    private static int StepsOf(string representation) => representation.Contains("flattened", StringComparison.Ordinal) ? 784 : 28;

    private static string Text(decimal value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    private static decimal Unit(int decimals) => new(1, 0, 0, isNegative: false, (byte)decimals);

    private sealed record ScoreColumn(
        string Name, Func<PublishedScore, decimal> Value, PublishedQuantity Quantity, string Unit, string Protocol,
        params IReadOnlyList<string> Assumptions);
}
