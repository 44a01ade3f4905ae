using RnnMemory.Torch;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace RnnMemory.Tests.Torch;

public class ScalarOperationsTests
{
    [Fact]
    public void Numbers_survive_a_garbage_collection_while_libtorch_reads_them()
    {
        using CancellationTokenSource over = new();
        Thread collector = new(() =>
        {
            while (!over.IsCancellationRequested)
            {
                GC.Collect(0);
                GC.WaitForPendingFinalizers();
            }
        });
        collector.Start();
        try
        {
            using Tensor one = torch.ones(1);
            for (int i = 0; i < 5_000; i++)
            {
                using DisposeScope scope = NewDisposeScope();
                Assert.Equal(3.5, one.Times(2).Plus(0.5).Plus(one).Between(0, 9).Value());
            }
        }
        finally
        {
            over.Cancel();
            collector.Join();
        }
    }
}
