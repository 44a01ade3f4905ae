namespace RnnMemory.Bench.Measuring;

/// <summary>Managed bytes that a call takes from the garbage-collected heap; native memory, libtorch's, is not seen.</summary>
internal static class Allocation
{
    // Every minibatch of a case has been seen before it counts.
    private const int Calls = 8;

    public static long PerCall(Contender contender)
    {
        contender.Time(Calls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Time(Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
