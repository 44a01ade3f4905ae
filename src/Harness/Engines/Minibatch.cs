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
    private int[] symbols = [];

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

    /// <summary>How many of the B sequences are in use; fewer than B only in the last minibatch of an evaluation.</summary>
    public int Rows { get; set; }

    /// <summary>The first step whose output counts in loss and accuracy; later than 0 only in variants (assumption A5).</summary>
    public int FirstScored { get; set; }

    /// <summary>The symbols' inputs while the steps are given as symbols; null once <see cref="Inputs"/> has been read.</summary>
    public Alphabet? Alphabet { get; private set; }

    /// <summary>The steps as symbols of <see cref="Alphabet"/>, [T, B]; unused rows hold valid symbols too.</summary>
    public ReadOnlySpan<int> Symbols => symbols;

    /// <summary>
    /// Inputs, [T, B, I]. If the steps were given as symbols, reading this writes out their inputs, which replace the symbols from then
    /// on.
    /// </summary>
    public Span<float> Inputs
    {
        get
        {
            if (Alphabet is { } alphabet)
            {
                WriteOut(alphabet);
                Alphabet = null;
            }

            return inputs.Span;
        }
    }

    /// <summary>Target classes, [T, B] or [B].</summary>
    public Span<int> Targets => targets;

    /// <summary>
    /// Gives the steps as symbols instead of inputs, so that an engine can do work once per symbol instead of once per step.
    /// </summary>
    /// <param name="alphabet">The inputs of the symbols.</param>
    /// <returns>The symbols to fill in, [T, B]; all of them are valid symbols of the alphabet already.</returns>
    /// <exception cref="ArgumentException">The alphabet's inputs have another width.</exception>
    public Span<int> UseSymbols(Alphabet alphabet)
    {
        if (alphabet.Width != Width)
        {
            throw new ArgumentException($"Symbols of {Width} inputs are needed, not of {alphabet.Width}.", nameof(alphabet));
        }

        if (Alphabet != alphabet)
        {
            // Unused rows keep their content, which must not be a symbol of another alphabet.
            Array.Resize(ref symbols, Steps * Batch);
            Array.Clear(symbols);
            Alphabet = alphabet;
        }

        return symbols;
    }

    /// <inheritdoc/>
    public void Dispose() => inputs.Dispose();

    private void WriteOut(Alphabet alphabet)
    {
        Span<float> target = inputs.Span;
        foreach (int symbol in symbols)
        {
            alphabet[symbol].CopyTo(target);
            target = target[Width..];
        }
    }
}
