using System.Globalization;

namespace RnnMemory.Checks.Fuzz;

/// <summary>The results of the inputs.</summary>
internal sealed class FuzzReport
{
    private readonly Lock gate = new();

    public long Inputs { get; private set; }

    public long Accepted { get; private set; }

    public int Targets { get; set; }

    /// <summary>The most bytes allocated for one input.</summary>
    public long MostAllocated { get; private set; }

    /// <summary>The longest time for one input.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Defects, one line each.</summary>
    public List<string> Wrong { get; } = [];

    public void Add(bool accepted, long allocated, TimeSpan time, string? wrong)
    {
        lock (gate)
        {
            Inputs++;
            Accepted += accepted ? 1 : 0;
            MostAllocated = Math.Max(MostAllocated, allocated);
            Longest = time > Longest ? time : Longest;
            if (wrong is not null)
            {
                Wrong.Add(wrong);
            }
        }
    }

    /// <summary>The closing line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Inputs:N0} mutated inputs of {Targets} readers: {Accepted:N0} read, {Inputs - Accepted - Wrong.Count:N0} refused, {Wrong.Count} wrong; at most {MostAllocated / 1048576.0:F1} MB and {Longest.TotalMilliseconds:F0} ms for one");
}
