using RnnMemory.Data;
using RnnMemory.Models;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Reports.Page.Interactive;

/// <summary>What the page carries so that a reader can train epochs of a recorded run again: images, settings, record and states.</summary>
/// <param name="Images">The embedded digits.</param>
/// <param name="Runs">The runs.</param>
internal sealed record CheckItHereData(PackedDigits Images, IReadOnlyList<PackedRun> Runs)
{
    public static CheckItHereData Of(IEnumerable<StoredRun> runs) => new(PackedDigits.Read(), [.. runs.Select(PackedRun.Of)]);
}

/// <summary>The embedded digits, whole.</summary>
/// <param name="Pixels">All pixels, those to train on first, packed in base64.</param>
/// <param name="Bits">Bits of a pixel.</param>
/// <param name="Labels">A figure for each image.</param>
/// <param name="Size">Pixels of an image.</param>
/// <param name="Maximum">The pixel value that becomes 1.</param>
/// <param name="Train">How many images are to train on.</param>
internal sealed record PackedDigits(string Pixels, int Bits, string Labels, int Size, int Maximum, int Train)
{
    // 0 to 16.
    private const int PixelBits = 5;

    public static PackedDigits Read()
    {
        ImageDataSet set = Digits.Read();
        ReadOnlySpan<byte> labels = [.. set.Train.Labels, .. set.Test.Labels];
        return new PackedDigits(
            Packed.Bits([.. set.Train.Pixels, .. set.Test.Pixels], PixelBits),
            PixelBits,
            string.Concat(labels.ToArray()),
            set.Train.Size,
            set.Maximum,
            set.Train.Count);
    }
}

/// <summary>A run.</summary>
/// <param name="Spec">Its settings.</param>
/// <param name="DataHash">Hash of the data it was trained on.</param>
/// <param name="Map">Which pixel is shown at which step, [T, I].</param>
/// <param name="Epochs">The record.</param>
/// <param name="States">The states from which epochs can be trained again, in their order; besides, all can be trained from the seed.</param>
internal sealed record PackedRun(
    RunSpec Spec, string DataHash, IReadOnlyList<int> Map, IReadOnlyList<EpochRecord> Epochs, IReadOnlyList<PackedState> States)
{
    public static PackedRun Of(StoredRun stored)
    {
        RunSpec spec = stored.Run.Spec;
        ImageTaskSpec task = (ImageTaskSpec)spec.Task;
        PixelMap map = PixelMap.Of(task.Representation, task.Permutation, Digits.Side, Digits.Side);
        return new PackedRun(
            spec,
            stored.Identity.DataHash,
            map.Pixels.ToArray(),
            stored.Run.Epochs,
            [.. stored.States().Select(state => PackedState.Of(state, spec.Model))]);
    }
}

/// <summary>A training state at an epoch's end.</summary>
/// <param name="Epoch">Epochs finished.</param>
/// <param name="Parameters">All parameters, in base64.</param>
/// <param name="Slot">The optimiser's accumulators, in base64.</param>
/// <param name="Tensors">SHA-256 of each tensor's parameters and accumulators, so that a changed one can be named.</param>
internal sealed record PackedState(int Epoch, string Parameters, string Slot, IReadOnlyDictionary<string, string> Tensors)
{
    private const string OfSlot = " of the optimiser's accumulators";

    public static PackedState Of(TrainingState state, ModelSpec model)
    {
        float[] slot = state.Slots.Single();
        Dictionary<string, string> tensors = [];
        foreach (TensorSpec tensor in model.Tensors)
        {
            tensors[tensor.Name] = TrainingHashes.OfParameters(tensor.In(state.Parameters.AsSpan()));
            tensors[tensor.Name + OfSlot] = TrainingHashes.OfParameters(tensor.In(slot.AsSpan()));
        }

        return new PackedState(state.Epoch, Packed.Floats(state.Parameters), Packed.Floats(slot), tensors);
    }
}
