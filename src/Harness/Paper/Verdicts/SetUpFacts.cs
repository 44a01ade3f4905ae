using System.Globalization;
using RnnMemory.Data;
using RnnMemory.Models;
using RnnMemory.Streams;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts;

/// <summary>
/// Constants of the paper's set-up as this project's code has them: each is computed from the task, the representation, the model or the
/// pinned files of MNIST, and compared with what the paper prints. Neither a run nor the data set is needed.
/// </summary>
internal static class SetUpFacts
{
    // The images' header has 16 bytes, the labels' 8.
    private const int LabelsHeader = 8;

    private static readonly int[] Simple = [0, 1, 2, 3, 4];

    // The order of Fig. 4.
    private static readonly int[] Permuted = [4, 0, 1, 3, 2];

    private static readonly ModelSpec Lines = Model(PixelMap.Of(Representation.Original, 0, Side, Side).Width);

    private static readonly ModelSpec Pixels = Model(PixelMap.Of(Representation.Flattened, 0, Side, Side).Width);

    private static readonly Dictionary<string, SetUpFact> Facts = new(StringComparer.Ordinal)
    {
        ["TEXT/abstract/steps"] = new("the steps of the flattened images", () => Steps(Representation.Flattened)),
        ["TEXT/1/image-side"] = new("rows and columns of MNIST's images", () => Distinct([Shape.Rows, Shape.Columns])),
        ["TEXT/1/image-vector"] = new("the pixels of an image", () => Text(Shape.Rows * Shape.Columns)),
        ["TEXT/1/classes"] = new("the outputs of the image models", () => Distinct([Lines.Classes, Pixels.Classes])),
        ["TEXT/3.1/increment"] = new("what the increment task adds, over all numbers of 5 digits in base 3", Increments),
        ["TEXT/3.1/figure-3-digits"] = new("the digits of the example", () => Text(ExampleNumber.In(Simple).Shown.Length)),
        ["TEXT/3.1/figure-3-base"] = new("the base in which the example's digits mean 543", () => Distinct(
            Enumerable.Range(2, 35).Where(radix => NumberDigits.Value(ExampleNumber.In(Simple).Shown, radix) == 543))),
        ["TEXT/3.1/figure-3-number"] = new("the number that the example shows; the printed text lost that its last digits, 10, are a subscript", () => Text(NumberDigits.Value(ExampleNumber.In(Simple).Shown, ExampleNumber.Base))),
        ["TEXT/3.1/figure-3-answer"] = new("the number that the example wants; the printed text lost that its last digits, 10, are a subscript", () => Text(NumberDigits.Value(ExampleNumber.In(Simple).Wanted, ExampleNumber.Base))),
        ["TEXT/3.1/figure-3-input"] = new("the example's input", () => ExampleNumber.Sequences(Simple).Input),
        ["TEXT/3.1/figure-3-output"] = new("the example's target", () => ExampleNumber.Sequences(Simple).Target),
        ["TEXT/3.1/figure-4-permutation"] = new("an order that gives the sequences of Fig. 4; another is [4, 1, 0, 3, 2], since two digits are equal", () => OrdersOfFigure4()[0]),
        ["TEXT/3.1/figure-4-input"] = new("the permuted example's input", () => ExampleNumber.Sequences(Permuted).Input),
        ["TEXT/3.1/figure-4-output"] = new("the permuted example's target", () => ExampleNumber.Sequences(Permuted).Target),
        ["TEXT/3.1/layers"] = new("the recurrent layers of the increment models", () => Distinct(Cells.All.Select(cell => Layers(Lines with { Cell = cell, Readout = Readout.EveryStep })))),
        ["TEXT/3.1/least-carry"] = new("the least T in 20,000 interesting numbers of 7 digits", LeastCarry),
        ["TEXT/3.2/training-images"] = new("the labels in MNIST's pinned training file", () => Text(Mnist.Files[1].Bytes - LabelsHeader)),
        ["TEXT/3.2/test-images"] = new("the labels in MNIST's pinned test file", () => Text(Mnist.Files[3].Bytes - LabelsHeader)),
        ["TEXT/3.2/image-side"] = new("rows and columns of MNIST's images", () => Distinct([Shape.Rows, Shape.Columns])),
        ["TEXT/3.2/lines"] = new("the steps of rows and columns", () => Steps(
            Representation.Original, Representation.Transposed, Representation.OriginalPermuted, Representation.TransposedPermuted)),
        ["TEXT/3.2/line-length"] = new("the inputs of a step of rows and columns", () => Distinct(
            new[] { Representation.Original, Representation.Transposed }.Select(representation => Map(representation).Width))),
        ["TEXT/3.2/pixels"] = new("the steps of the three flattened representations", () => Steps(
            Representation.Flattened, Representation.TransposedFlattened, Representation.FlattenedPermuted)),
        ["TEXT/3.2/vertical-line"] = new("the steps from a pixel to the one below it, flattened", () => Distinct(StepsDown())),
        ["TEXT/3.2/layers"] = new("the recurrent layers of the image models", () => Distinct([Layers(Lines), Layers(Pixels)])),
        ["TEXT/3.2/counts"] = new("the steps of rows and columns", () => Steps(Representation.Original, Representation.Transposed)),
        ["TEXT/3.2/columns"] = new("the inputs of the kernel for lines", () => Text(Lines.Tensor(TensorNames.CellKernel).Rows)),
        ["TEXT/3.2/one-column"] = new("the inputs of the kernel for pixels", () => Text(Pixels.Tensor(TensorNames.CellKernel).Rows)),
    };

    private static (int Rows, int Columns, int Classes) Shape => ImageSets.Shape(Mnist.Name);

    private static int Side => Shape.Rows;

    /// <summary>The verdict on a number of the set-up.</summary>
    /// <exception cref="ArgumentException">Nothing is known of it here.</exception>
    public static (Verdict Verdict, string Reason) Decide(PublishedNumber number)
    {
        if (!Facts.TryGetValue(number.Id, out SetUpFact? fact))
        {
            throw new ArgumentException($"The published number '{number.Id}' is registered as proved, but nothing computes it.", nameof(number));
        }

        string ours = fact.Ours();
        string printed = number.Value is { } value ? value.ToString(CultureInfo.InvariantCulture) : number.Printed;
        return ours == printed
            ? (Verdict.Agrees, $"Ours is {ours}: {fact.What}. No training is needed.")
            : (Verdict.Differs, $"Ours is {ours}, not {printed}: {fact.What}.");
    }

    // Of all orders, in lexical order.
    private static string[] OrdersOfFigure4() =>
    [
        .. from a in Simple
           from b in Simple
           from c in Simple
           from d in Simple
           from e in Simple
           let order = new[] { a, b, c, d, e }
           where order.Distinct().Count() == order.Length
           where ExampleNumber.Sequences(order) == ("2330123301", "2330120002")
           select $"[{string.Join(", ", order)}]",
    ];

    private static ModelSpec Model(int width) =>
        new() { Cell = Cell.Vanilla, Inputs = width, Hidden = 128, Classes = Shape.Classes, Readout = Readout.LastStep };

    private static int Layers(ModelSpec model) => model.Tensors.Count(tensor => tensor.Name == TensorNames.CellRecurrent);

    private static PixelMap Map(Representation representation) => PixelMap.Of(representation, 0, Shape.Rows, Shape.Columns);

    private static string Steps(params Representation[] representations) =>
        Distinct(representations.Select(representation => Map(representation).Steps));

    private static IEnumerable<int> StepsDown()
    {
        int[] pixels = Map(Representation.Flattened).Pixels.ToArray();
        return from pixel in Enumerable.Range(0, pixels.Length - Shape.Columns)
               select Array.IndexOf(pixels, pixel + Shape.Columns) - Array.IndexOf(pixels, pixel);
    }

    private static string Increments()
    {
        IncrementSize size = new(3, 5);
        IncrementLayout layout = new(new IncrementTaskSpec { Base = size.Base, Digits = size.Digits, Order = DigitOrder.Simple }, Simple);
        int count = (int)Math.Pow(size.Base, size.Digits);
        byte[] shown = new byte[size.Digits], wanted = new byte[size.Digits];
        return Distinct(Enumerable.Range(0, count).Select(number =>
        {
            layout.Present(NumberDigits.Of(number, size), shown, wanted, 1);
            return (NumberDigits.Value(wanted, size.Base) - NumberDigits.Value(shown, size.Base) + count) % count;
        }));
    }

    // T interesting digits are the highest of the base; with T = 0 the lowest digit may be any.
    private static string LeastCarry()
    {
        IncrementTaskSpec spec = new() { Base = 10, Digits = 7, Order = DigitOrder.Simple, InterestingProbability = 1 };
        IncrementSampler sampler = new(spec);
        RandomStream stream = new(0, "verdict/least-carry");
        byte[] digits = new byte[spec.Digits];
        return Text(Enumerable.Range(0, 20_000).Min(sample =>
        {
            sampler.Draw(stream, (ulong)sample, digits);
            return digits.TakeWhile(digit => digit == spec.Base - 1).Count();
        }));
    }

    // One value if all are equal, as they should be.
    private static string Distinct(IEnumerable<int> values) => string.Join(" and ", values.Distinct());

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record SetUpFact(string What, Func<string> Ours);
}
