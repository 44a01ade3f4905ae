namespace RnnMemory.Engines;

/// <summary>Finds the nodes of a <see cref="SymbolTree"/>.</summary>
internal sealed class SymbolTreeBuilder
{
    private readonly SymbolTreeStep[] steps;
    private readonly byte[] rows;
    private readonly int width;

    // The first step in which each sequence differs from the one before it; the last one for equal sequences.
    private readonly int[] differs;

    public SymbolTreeBuilder(SymbolTreeStep[] steps, byte[] rows, int width)
    {
        (this.steps, this.rows, this.width) = (steps, rows, width);
        differs = new int[width];
        Values = [.. rows];
        Levels = new SymbolTreeLevel[steps.Length];
        FindDifferences();
        int nodes = 0;
        for (int t = 0; t < steps.Length; t++)
        {
            int before = nodes;
            nodes = before < width ? NodesAt(t) : width;
            bool branches = t > 0 && nodes > before;
            int parentsAt = Parents.Count;
            if (branches)
            {
                AddParents(t, nodes);
            }

            int shown = RowOfNodes(steps[t].Shown, t, nodes);
            int wanted = steps[t].Wanted == steps[t].Shown ? shown : RowOfNodes(steps[t].Wanted, t, nodes);
            Levels[t] = new SymbolTreeLevel(nodes, shown, wanted, parentsAt, branches);
        }
    }

    public SymbolTreeLevel[] Levels { get; }

    /// <summary>The rows as they were given, then those of the nodes of levels with fewer nodes than sequences.</summary>
    public List<byte> Values { get; }

    public List<ushort> Parents { get; } = [];

    // Nodes are apart where their targets differ too, so that a node has one target.
    private void FindDifferences()
    {
        for (int i = 1; i < width; i++)
        {
            int t = 0;
            while (t < steps.Length - 1 && IsLikeLast(steps[t].Shown, i) && IsLikeLast(steps[t].Wanted, i))
            {
                t++;
            }

            differs[i] = t;
        }
    }

    private bool IsLikeLast(int row, int i) => rows[(row * width) + i] == rows[(row * width) + i - 1];

    // Where few nodes would be saved, every sequence gets its own from there on: moving states costs more than computing them twice.
    private int NodesAt(int t)
    {
        int nodes = 0;
        foreach (int first in differs)
        {
            nodes += first <= t ? 1 : 0;
        }

        return 8 * nodes > 7 * width ? width : nodes;
    }

    private void AddParents(int t, int nodes)
    {
        int parent = -1;
        for (int i = 0; i < width; i++)
        {
            parent += differs[i] < t ? 1 : 0;
            if (differs[i] <= t || nodes == width)
            {
                Parents.Add((ushort)parent);
            }
        }
    }

    private int RowOfNodes(int row, int t, int nodes)
    {
        if (nodes == width)
        {
            return row * width;
        }

        int at = Values.Count;
        for (int i = 0; i < width; i++)
        {
            if (differs[i] <= t)
            {
                Values.Add(rows[(row * width) + i]);
            }
        }

        return at;
    }
}
