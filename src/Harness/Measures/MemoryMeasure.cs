using System.Globalization;
using RnnMemory.Runs;
using RnnMemory.Tasks;
using RnnMemory.Training;

namespace RnnMemory.Measures;

/// <summary>
/// <see cref="MemoryReadout"/> of the best state. Readouts are fitted on the first training images and scored on the first test images.
/// Networks that read lines are measured after every step and at every lag. Those that read pixels are measured after every 29th step of
/// lines of 28 pixels, so that each measured step is in another column (at the lines' ends all pixels are blank), at lags that are powers
/// of two or whole lines times a power of two.
/// </summary>
/// <param name="images">Number of training images, and of test images; fewer where a set is smaller.</param>
public sealed class MemoryMeasure(int images) : StateMeasure<MemoryReadout>
{
    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"memory, {images} images");

    /// <inheritdoc/>
    public override int Version => 1;

    /// <summary>Only the best epoch's: fitting takes seconds to a minute.</summary>
    public override IReadOnlyList<KeptEpoch> Epochs => [KeptEpoch.Best];

    /// <inheritdoc/>
    public override MemoryReadout Compute(KeptState state, CancellationToken cancellation)
    {
        ImageTask task = ImageCount.TaskOf(state.Task);
        PixelMap map = task.Test.Map;
        int line = map.Width > 1 ? 1 : task.Test.Images.Columns;
        int[] steps = Steps(map.Steps, map.Width > 1 ? 1 : line + 1);
        int[] lags = map.Width > 1 ? [.. Enumerable.Range(0, map.Steps)] : Lags(map.Steps, line);
        var train = StateSamples.Of(state, task.Train, Math.Min(images, task.Train.Images.Count), steps, cancellation);
        var test = StateSamples.Of(state, task.Test, Math.Min(images, task.Test.Images.Count), steps, cancellation);

        // The digit and the lines of all lags are targets of one system: they share the features. One memory serves all steps.
        int mostTargets = task.Classes + (lags.Length * map.Width);
        float[] targetMemory = new float[train.Count * mostTargets], wantedMemory = new float[test.Count * lags.Length * map.Width];
        float[] trainInput = new float[train.Count * map.Width], testInput = new float[test.Count * map.Width];
        double[] valueMemory = new double[test.Count * mostTargets];

        List<StepReadout> digits = [];
        ExplainedVariance fromState = new(lags.Length), fromInput = new(lags.Length);
        foreach ((int index, int step) in steps.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            int[] shown = [.. lags.Where(lag => lag <= step).Select(lag => step - lag)];
            int pixels = shown.Length * map.Width;
            Span<float> targets = targetMemory.AsSpan(0, train.Count * (task.Classes + pixels));
            Span<float> wanted = wantedMemory.AsSpan(0, test.Count * pixels);
            Span<double> values = valueMemory.AsSpan(0, test.Count * (task.Classes + pixels));
            train.WriteClasses(task.Classes, targets);
            train.WriteInputs(shown, targets, task.Classes);
            test.WriteInputs(shown, wanted);

            LinearReadout readout = new(train.States(index), targets, train.Count);
            readout.Predict(test.States(index), test.Count, values);
            digits.Add(new StepReadout(step + 1, Accuracy(values, task.Classes, test.Labels)));
            fromState.Add(values, readout.TargetMeans, task.Classes, wanted, map.Width, test.Count);

            train.WriteInputs([step], trainInput);
            test.WriteInputs([step], testInput);
            LinearReadout control = new(trainInput, targets, train.Count);
            control.Predict(testInput, test.Count, values);
            fromInput.Add(values, control.TargetMeans, task.Classes, wanted, map.Width, test.Count);
        }

        return new MemoryReadout(
            digits,
            [.. lags.Index().Select(lag => new LagReadout(lag.Item, fromState[lag.Index], fromInput[lag.Index]))],
            train.Count,
            test.Count);
    }

    // Every so many steps, so that the last one is among them.
    private static int[] Steps(int steps, int every) =>
        [.. Enumerable.Range(0, ((steps - 1) / every) + 1).Select(number => ((steps - 1) % every) + (number * every))];

    private static int[] Lags(int steps, int line)
    {
        SortedSet<int> lags = [0];
        for (int power = 1; power < steps; power *= 2)
        {
            lags.Add(power);
            if (power * line < steps)
            {
                lags.Add(power * line);
            }
        }

        return [.. lags];
    }

    private static double Accuracy(ReadOnlySpan<double> values, int classes, int[] labels)
    {
        int width = values.Length / labels.Length;
        int correct = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            ReadOnlySpan<double> scores = values.Slice(sample * width, classes);
            int answer = 0;
            for (int k = 1; k < classes; k++)
            {
                answer = scores[k] > scores[answer] ? k : answer;
            }

            correct += answer == labels[sample] ? 1 : 0;
        }

        return (double)correct / labels.Length;
    }
}
