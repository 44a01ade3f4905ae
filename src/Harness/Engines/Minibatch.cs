using RnnMemory.Models;
using RnnMemory.Numerics;

namespace RnnMemory.Engines;

/// <summary>
/// The inputs and targets of up to B sequences of T time steps with I inputs each, filled by a task and read by an engine; reused from
/// update to update.
/// </summary>
public sealed class Minibatch : IDisposable
{
    private readonly AlignedBuffer<float> inputs;
    private readonly int[] targets;

    /// <summary>A minibatch of the given shape, all zero.</summary>
    /// <param name="steps">T.</param>
    /// <param name="batch">B.</param>
    /// <param name="width">I, the width of one step's input.</param>
    /// <param name="readout">Decides whether there are T·B targets or B.</param>
    public Minibatch(int steps, int batch, int width, Readout readout)
    {
        (Steps, Batch, Width, Readout, Rows) = (steps, batch, width, readout, batch);
        inputs = new AlignedBuffer<float>(steps * batch * width);
        targets = new int[readout == Readout.EveryStep ? steps * batch : batch];
    }

    /// <summary>T, the number of time steps.</summary>
    public int Steps { get; }

    /// <summary>B, the largest number of sequences.</summary>
    public int Batch { get; }

    /// <summary>I, the width of one step's input.</summary>
    public int Width { get; }

    /// <summary>Which steps have targets.</summary>
    public Readout Readout { get; }

    /// <summary>How many of the B sequences are in use; fewer than B only in an evaluation.</summary>
    public int Rows { get; set; }

    /// <summary>The first step whose output counts in loss and accuracy; later than 0 only in variants (assumption A5).</summary>
    public int FirstScored { get; set; }

    /// <summary>Inputs, [T, B, I].</summary>
    public Span<float> Inputs => inputs.Span;

    /// <summary>Target classes, [T, B] or [B].</summary>
    public Span<int> Targets => targets;

    /// <inheritdoc/>
    public void Dispose() => inputs.Dispose();
}
