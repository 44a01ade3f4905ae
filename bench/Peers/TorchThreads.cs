using RnnMemory.Bench.Measuring;
using RnnMemory.Torch;
using TorchSharp;

namespace RnnMemory.Bench.Peers;

/// <summary>libtorch with one thread and with as many as it takes by default.</summary>
internal static class TorchThreads
{
    /// <summary>One contender, or two if the default is more than one thread. Each one sets libtorch back to one thread.</summary>
    public static IEnumerable<Contender> Each(string name, Action<int> call)
    {
        yield return Contender.Of($"{name}, 1 thread", call);
        if (LibTorch.DefaultThreads > 1)
        {
            Contender many = Contender.Of("", call, () => torch.set_num_threads(LibTorch.DefaultThreads));
            yield return new Contender($"{name}, {LibTorch.DefaultThreads} threads", calls =>
            {
                try
                {
                    return many.Time(calls);
                }
                finally
                {
                    torch.set_num_threads(1);
                }
            });
        }
    }
}
