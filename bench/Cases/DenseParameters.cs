using RnnMemory.Models;

namespace RnnMemory.Bench.Cases;

/// <summary>Parameters without exact zeros.</summary>
internal static class DenseParameters
{
    // Rows of the recurrent kernel add up to about this, so that states neither vanish nor grow over hundreds of steps.
    private const double Gain = 0.999;

    /// <summary>For a ReLU network with all units alive: positive kernels and biases.</summary>
    public static float[] Vanilla(ModelSpec model) => Fill(model, (tensor, u) => tensor.Name switch
    {
        "cell/recurrent" => Gain / model.Hidden * (0.5 + u),
        "cell/kernel" or "cell/bias" => 1e-3 * (0.5 + u),
        _ => (u - 0.5) / Math.Sqrt(model.Hidden),
    });

    /// <summary>For any cell: uniform, of about the size of initial values.</summary>
    public static float[] Uniform(ModelSpec model) => Fill(model, (_, u) => (u - 0.5) / Math.Sqrt(model.Hidden));

    /// <summary>Values by tensor and a random number in [0, 1).</summary>
    private static float[] Fill(ModelSpec model, Func<TensorSpec, double, double> value)
    {
        var random = new System.Random(0);
        return [.. model.Tensors.SelectMany(tensor =>
            Enumerable.Range(0, tensor.Size).Select(_ => (float)value(tensor, random.NextDouble())))];
    }
}
