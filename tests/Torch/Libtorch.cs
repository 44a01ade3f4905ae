using RnnMemory.Basics;
using RnnMemory.Torch;
using Xunit;

namespace RnnMemory.Tests.Torch;

/// <summary>Tests that need libtorch call this first: they skip with the reason where it cannot be loaded.</summary>
internal static class Libtorch
{
    public static void Require()
    {
        try
        {
            LibTorch.Load();
        }
        catch (UserError error)
        {
            Assert.Skip(error.Message);
        }
    }
}
