using RnnMemory.Data;
using Xunit;

namespace RnnMemory.Tests.Data;

/// <summary>MNIST for tests: without the files and offline, the test is skipped with the reason.</summary>
internal static class MnistOrSkip
{
    public static ImageDataSet Load()
    {
        ImageDataSet? set = ImageSets.TryLoad(Mnist.Name, null, out string reason);
        Assert.SkipWhen(set is null, reason);
        return set!;
    }
}
