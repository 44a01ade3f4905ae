using RnnMemory.Models;
using RnnMemory.Paper.Observed;
using RnnMemory.Tasks;

namespace RnnMemory.Paper.Verdicts.Claims;

/// <summary>Claims on images and networks that code or counts prove: INT-2, MN-2 and MN-4.</summary>
internal static class ImageProofs
{
    private const int Side = 28;

    /// <summary>One rule for each claim.</summary>
    public static IReadOnlyList<ClaimRule> Rules { get; } =
    [
        new("INT-2", (_, _) => new([.. Parameters()], Decisions.AllAbove)),
        new("MN-2", (_, _) => new([.. SequentialAndPermuted()], Decisions.AllAbove)),
        new("MN-4", (_, _) => new([.. Neighbours()], Decisions.AllAbove)),
    ];

    private static IEnumerable<Finding> Parameters() =>
        from width in new[] { Side, 1 }
        let model = new ModelSpec { Cell = Cell.Vanilla, Inputs = width, Hidden = 128, Classes = 10, Readout = Readout.LastStep }
        let expected = (width * 128) + (128 * 128) + 128 + (10 * 128) + 10
        select Finding.Shown($"inputs of width {width}: d h + h² + h + 10 h + 10 parameters, whatever T is", model.ParameterCount == expected, $"{model.ParameterCount:N0}");

    // Sequential MNIST shows the pixels row by row; Permuted MNIST in one fixed order for all images.
    private static IEnumerable<Finding> SequentialAndPermuted()
    {
        int[] pixels = [.. Enumerable.Range(0, Side * Side)];
        PixelMap flattened = PixelMap.Of(Representation.Flattened, 0, Side, Side);
        yield return Finding.Shown("flattened shows one pixel a step, row by row", flattened.Width == 1 && flattened.Pixels.SequenceEqual(pixels));
        for (int permutation = 0; permutation < ImagePermutation.Authors; permutation++)
        {
            int[] permuted = [.. PixelMap.Of(Representation.FlattenedPermuted, permutation, Side, Side).Pixels];
            yield return Finding.Shown(
                $"flattened-permuted-{permutation} shows every pixel once in another order", permuted.Order().SequenceEqual(pixels) && !permuted.SequenceEqual(pixels));
        }
    }

    private static IEnumerable<Finding> Neighbours()
    {
        yield return Far("flattened: a pixel and the one below it", Representation.Flattened, Side);
        yield return Far("transposed-flattened: a pixel and the one to its right", Representation.TransposedFlattened, 1);
    }

    // The steps between two pixels that are neighbours in the image.
    private static Finding Far(string what, Representation representation, int offset)
    {
        int[] stepOf = new int[Side * Side];
        foreach ((int step, int pixel) in PixelMap.Of(representation, 0, Side, Side).Pixels.ToArray().Index())
        {
            stepOf[pixel] = step;
        }

        int[] distances =
        [
            .. Enumerable.Range(0, Side * Side).Where(pixel => offset == Side ? pixel + offset < Side * Side : pixel % Side < Side - 1)
                .Select(pixel => stepOf[pixel + offset] - stepOf[pixel]).Distinct(),
        ];
        return Finding.Shown($"{what} are {Side} steps apart", distances is [Side], string.Join(", ", distances));
    }
}
