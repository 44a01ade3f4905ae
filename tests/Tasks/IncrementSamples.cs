using RnnMemory.Engines;
using RnnMemory.Tasks;

namespace RnnMemory.Tests.Tasks;

/// <summary>Helpers shared by the tests of the increment task.</summary>
internal static class IncrementSamples
{
    public static IncrementTaskSpec Spec(int radix, int digits, DigitOrder order = DigitOrder.Simple) =>
        new() { Base = radix, Digits = digits, Order = order };

    public static Minibatch BatchFor(ITask task, int batch = 16) => new(task.Steps, batch, task.Inputs, task.Readout);

    // A minibatch of one sequence that presents these digits.
    public static Minibatch Present(IncrementTaskSpec spec, byte[] digits, long seed = 0)
    {
        var layout = new IncrementLayout(spec, IncrementOrder.Of(spec, seed));
        var batch = new Minibatch(layout.Steps, 1, layout.Inputs, RnnMemory.Models.Readout.EveryStep);
        layout.Begin(batch, 1);
        layout.Write(batch, 0, digits);
        return batch;
    }

    // The digit that each step's one-hot input shows for one row.
    public static int[] Shown(Minibatch batch, int classes, int row = 0) =>
        [.. Enumerable.Range(0, batch.Steps).Select(step =>
            batch.Inputs.Slice(((step * batch.Batch) + row) * batch.Width, classes).IndexOf(1f))];

    public static int[] Wanted(Minibatch batch, int row = 0) =>
        [.. Enumerable.Range(0, batch.Steps).Select(step => batch.Targets[(step * batch.Batch) + row])];

    public static byte[] Increment(byte[] digits, int radix)
    {
        byte[] next = [.. digits];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = (byte)((next[i] + 1) % radix);
            if (next[i] != 0)
            {
                break;
            }
        }

        return next;
    }
}
