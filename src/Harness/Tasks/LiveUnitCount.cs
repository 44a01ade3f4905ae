using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>
/// Counts the live units of a network on given sequences: hidden units whose output h differs from 0 after at least one step of at least
/// one sequence. The others are dead: a ReLU unit whose output is 0 on all data gets no gradient (the "dying ReLU" problem). Units of
/// cells without ReLU are practically always live.
/// </summary>
internal sealed class LiveUnitCount
{
    private readonly int[] silent;
    private readonly float[] states;
    private int silentCount;

    /// <summary>A count for that engine's network, of no sequence yet.</summary>
    /// <param name="engine">Holds the network.</param>
    /// <param name="batch">Minibatches of this shape will be added.</param>
    public LiveUnitCount(IEngine engine, Minibatch batch)
    {
        silent = [.. Enumerable.Range(0, engine.Hidden)];
        silentCount = silent.Length;
        states = new float[batch.Steps * batch.Batch * engine.Hidden];
    }

    /// <summary>Number of units that were live so far.</summary>
    public int Count => silent.Length - silentCount;

    /// <summary>Whether no further sequence can change the count.</summary>
    public bool IsWhole => silentCount == 0;

    /// <summary>Runs the network over a minibatch.</summary>
    public void Add(IEngine engine, Minibatch batch)
    {
        engine.States(batch, states);
        for (int t = 0; t < batch.Steps && !IsWhole; t++)
        {
            for (int row = 0; row < batch.Rows; row++)
            {
                Add(states.AsSpan(((t * batch.Batch) + row) * silent.Length, silent.Length));
            }
        }
    }

    /// <summary>Adds one state h, [H].</summary>
    public void Add(ReadOnlySpan<float> state)
    {
        // Most units are live in the first states, so that few are looked at in the many that follow.
        for (int index = silentCount - 1; index >= 0; index--)
        {
            if (state[silent[index]] != 0)
            {
                silent[index] = silent[--silentCount];
            }
        }
    }
}
