using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

/// <summary>What the paper says about MNIST, checked on the files themselves.</summary>
public sealed class MnistFilesTests
{
    [Fact]
    public void Mnist_has_60000_and_10000_images_of_28_by_28()
    {
        // Claim MN-1.
        ImageDataSet mnist = MnistOrSkip.Load();
        Assert.Equal((60_000, 10_000), (mnist.Train.Count, mnist.Test.Count));
        Assert.Equal((28, 28), (mnist.Train.Rows, mnist.Train.Columns));
        Assert.Equal(980, mnist.Test.Labels.Count((byte)0));
    }

    [Fact]
    public void Digits_of_mnist_are_taller_than_wide()
    {
        // Claim MN-12: mean height and width of the box around the ink, shares of taller, equal and wider boxes.
        ImageDataSet mnist = MnistOrSkip.Load();
        AssertNear([19.76, 15.57, 0.773, 0.148, 0.078], [0.005, 0.005, 0.0005, 0.0005, 0.0005], Boxes(mnist.Test));
        AssertNear([19.74, 15.68, 0.751], [0.005, 0.005, 0.0005], Boxes(mnist.Train)[..3]);
    }

    [Fact]
    public void First_and_last_lines_of_mnist_are_almost_always_blank()
    {
        // Claim MN-13: share of test images whose line has no ink.
        ImageSet test = MnistOrSkip.Load().Test;
        bool[,] rows = new bool[test.Count, 28], columns = new bool[test.Count, 28];
        ForEachInk(test, (image, row, column) => rows[image, row] = columns[image, column] = true);
        Assert.Equal([1.000, 0.998, 0.991, 0.958, 0.871], Blank(columns)[..5]);
        Assert.Equal([0.701, 0.836, 0.941, 0.986, 0.998], Blank(columns)[23..]);
        Assert.Equal([1.000, 0.996, 0.941, 0.855, 0.565], Blank(rows)[..5]);
        Assert.Equal([0.197, 0.496, 0.763, 0.900, 0.991], Blank(rows)[23..]);
        Assert.Equal((19.8, 15.5), (MeanInked(rows), MeanInked(columns)));
    }

    // Half a unit in the last printed digit, plus a little for ties.
    private static void AssertNear(double[] printed, double[] half, double[] seen) =>
        Assert.All(printed.Zip(half, seen), three => Assert.InRange(three.Third, three.First - three.Second - 1e-9, three.First + three.Second + 1e-9));

    // Mean height, mean width, share of taller, equal, wider.
    private static double[] Boxes(ImageSet set)
    {
        (int Top, int Left, int Bottom, int Right)[] boxes = [.. Enumerable.Repeat((99, 99, -1, -1), set.Count)];
        ForEachInk(set, (image, row, column) =>
        {
            ref (int Top, int Left, int Bottom, int Right) box = ref boxes[image];
            box = (Math.Min(box.Top, row), Math.Min(box.Left, column), Math.Max(box.Bottom, row), Math.Max(box.Right, column));
        });
        (int Height, int Width)[] sizes = [.. boxes.Select(box => (box.Bottom - box.Top + 1, box.Right - box.Left + 1))];
        return
        [
            sizes.Average(size => size.Height),
            sizes.Average(size => size.Width),
            Share(size => size.Height > size.Width),
            Share(size => size.Height == size.Width),
            Share(size => size.Height < size.Width),
        ];

        double Share(Func<(int Height, int Width), bool> holds) => sizes.Count(holds) / (double)sizes.Length;
    }

    private static double[] Blank(bool[,] inked) =>
        [.. Enumerable.Range(0, 28).Select(line => Math.Round(Enumerable.Range(0, inked.GetLength(0)).Count(image => !inked[image, line]) / (double)inked.GetLength(0), 3))];

    private static double MeanInked(bool[,] inked) => Math.Round(inked.Cast<bool>().Count(ink => ink) / (double)inked.GetLength(0), 1);

    private static void ForEachInk(ImageSet set, Action<int, int, int> act)
    {
        for (int i = 0; i < set.Pixels.Length; i++)
        {
            if (set.Pixels[i] > 0)
            {
                act(i / 784, i % 784 / 28, i % 28);
            }
        }
    }
}
