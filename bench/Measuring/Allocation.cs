namespace RnnMemory.Bench.Measuring;

/// <summary>Managed bytes that a call allocates; native memory, such as libtorch's, is not counted.</summary>
internal static class Allocation
{
    // Every minibatch of a case is used once before allocation is counted.
    private const int Calls = 8;

    public static long PerCall(Contender contender)
    {
        contender.Time(Calls);
        long before = GC.GetAllocatedBytesForCurrentThread();
        contender.Time(Calls);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
    }
}
