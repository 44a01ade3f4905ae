namespace RnnMemory.Tasks;

/// <summary>Caches the most recently made values, for all threads. Values that no longer fit are dropped from the cache.</summary>
/// <param name="capacity">The number of values kept.</param>
internal sealed class RecentValues<TKey, TValue>(int capacity)
    where TKey : IEquatable<TKey>
{
    // Oldest first.
    private readonly List<(TKey Key, TValue Value)> kept = [];

    /// <summary>The value of a key, made if it is not in the cache. Other threads that ask meanwhile wait.</summary>
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
