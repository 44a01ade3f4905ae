using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>
/// Counts the live units of a network on given sequences: hidden units whose output h differs from 0 after at least one step of at least
/// one sequence. The others are dead: a ReLU unit whose output is 0 on all data gets no gradient (the "dying ReLU" problem). Units of
/// cells without ReLU are practically always live.
/// </summary>
internal sealed class LiveUnitCount
{
    private readonly bool[] live;
    private readonly float[] states;

    /// <summary>A count for that engine's network, of no sequence yet.</summary>
    /// <param name="engine">Holds the network.</param>
    /// <param name="batch">Minibatches of this shape will be added.</param>
    public LiveUnitCount(IEngine engine, Minibatch batch)
    {
        live = new bool[engine.Hidden];
        states = new float[batch.Steps * batch.Batch * engine.Hidden];
    }

    /// <summary>Number of units that were live so far.</summary>
    public int Count { get; private set; }

    /// <summary>Whether no further sequence can change the count.</summary>
    public bool IsWhole => Count == live.Length;

    /// <summary>Runs the network over a minibatch.</summary>
    public void Add(IEngine engine, Minibatch batch)
    {
        engine.States(batch, states);
        for (int t = 0; t < batch.Steps && !IsWhole; t++)
        {
            for (int row = 0; row < batch.Rows; row++)
            {
                Add(states.AsSpan(((t * batch.Batch) + row) * live.Length, live.Length));
            }
        }
    }

    /// <summary>Adds one state h, [H].</summary>
    public void Add(ReadOnlySpan<float> state)
    {
        for (int unit = 0; unit < live.Length; unit++)
        {
            if (state[unit] != 0 && !live[unit])
            {
                live[unit] = true;
                Count++;
            }
        }
    }
}
