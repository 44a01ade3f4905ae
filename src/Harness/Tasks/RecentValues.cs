namespace RnnMemory.Tasks;

/// <summary>Keeps the values made last, for all threads. What no longer fits lives on only where it is in use.</summary>
/// <param name="capacity">How many are kept.</param>
internal sealed class RecentValues<TKey, TValue>(int capacity)
    where TKey : IEquatable<TKey>
{
    // Oldest first.
    private readonly List<(TKey Key, TValue Value)> kept = [];

    /// <summary>The value of a key, made unless it is kept. Another thread that asks meanwhile waits.</summary>
    public TValue Get(TKey key, Func<TValue> make)
    {
        lock (kept)
        {
            foreach ((TKey known, TValue value) in kept)
            {
                if (known.Equals(key))
                {
                    return value;
                }
            }

            TValue made = make();
            if (kept.Count == capacity)
            {
                kept.RemoveAt(0);
            }

            kept.Add((key, made));
            return made;
        }
    }
}
