using RnnMemory.Basics;
using RnnMemory.Data;

namespace RnnMemory.Tasks;

/// <summary>Images read as sequences in one of seven representations (section 3.2).</summary>
public sealed record ImageTaskSpec : TaskSpec
{
    /// <summary>"mnist", "digits", or the name of a set in IDX form whose files <see cref="Files"/> names.</summary>
    public required string DataSet { get; init; }

    /// <summary>The files of a set in IDX form; null for "mnist" and "digits".</summary>
    public ImageSetSpec? Files { get; init; }

    /// <summary>How an image becomes a sequence.</summary>
    public required Representation Representation { get; init; }

    /// <summary>Which of the fixed permutations a permuted representation uses; 0 to 2 are the authors' on 28 x 28 pixels.</summary>
    public int Permutation { get; init; }

    /// <summary>Train on the first so many images; 0 for all.</summary>
    public int TrainingSubset { get; init; }

    /// <summary>The first so many training images measure the true training accuracy at the end of an epoch (assumption C9).</summary>
    public int AccuracySubset { get; init; } = 10_000;

    /// <inheritdoc/>
    public override ITask Open(long seed)
    {
        Validate();
        ImageDataSet set = ImageSets.Load(DataSet, Files);
        return TrainingSubset <= set.Train.Count
            ? new ImageTask(this, set, seed)
            : throw new UserError($"{nameof(TrainingSubset)} must be at most the {set.Train.Count} training images of '{DataSet}', not {TrainingSubset}.");
    }

    /// <inheritdoc/>
    public override bool IsDataAtHand() => ImageSets.IsAtHand(DataSet, Files);

    /// <inheritdoc/>
    public override double StepsPerEpoch(int batch)
    {
        (int rows, int columns, _) = ImageSets.Shape(DataSet, Files);
        int whole = DataSet == Digits.Name ? Digits.TrainCount : Mnist.TrainCount;
        int images = TrainingSubset > 0 ? TrainingSubset : whole;

        // A test set has about a sixth as many images as its training set.
        double answered = Math.Min(AccuracySubset, images) + (whole / 6.0);
        return ((images / batch) + (AnsweredCost * answered / batch)) * Representation.Shape(rows, columns).Steps;
    }

    private void Validate()
    {
        if (Permutation < 0 || (Permutation > 0 && !Representation.IsPermuted()))
        {
            string expected = Representation.IsPermuted() ? "at least 0" : $"0 for '{Representation.Name()}', which permutes nothing";
            throw new UserError($"{nameof(Permutation)} must be {expected}, not {Permutation}.");
        }

        if (TrainingSubset < 0)
        {
            throw new UserError($"{nameof(TrainingSubset)} must be at least 0 (0: all images), not {TrainingSubset}.");
        }

        if (AccuracySubset < 1)
        {
            throw new UserError($"{nameof(AccuracySubset)} must be at least 1, not {AccuracySubset}.");
        }
    }
}
