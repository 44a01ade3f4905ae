using RnnMemory.Numerics;
using RnnMemory.Streams;

namespace RnnMemory.Models;

/// <summary>Initial values of a model's tensors, with the distributions of Keras 2.1.4 (see <see cref="Initialiser"/>).</summary>
/// <remarks>
/// Each tensor has its own random stream, named "init/" and its name, and each element uses its row-major index in the stream. So a
/// tensor's values depend only on the seed, its name, its shape and its initialiser, and two cells with the same tensor start with the
/// same values.
/// </remarks>
public static class Initialisation
{
    /// <summary>Standard deviation of <see cref="Initialiser.SmallNormal"/> unless a tensor says otherwise.</summary>
    public const double SmallDeviation = 0.001;

    /// <summary>All tensors of the model in declared order, one after another: the engine's parameter array.</summary>
    public static float[] Parameters(ModelSpec model, long seed)
    {
        float[] parameters = new float[model.ParameterCount];
        foreach (TensorSpec tensor in model.Tensors)
        {
            Fill(tensor, model.Cell.Gates, seed, tensor.In(parameters.AsSpan()));
        }

        return parameters;
    }

    /// <summary>Initial values of one tensor.</summary>
    /// <param name="tensor">The tensor to fill.</param>
    /// <param name="gates">The gates of its cell; their number G splits the columns for <see cref="Initialiser.OrthogonalPerGate"/> and
    /// <see cref="Initialiser.UnitForgetBias"/>.</param>
    /// <param name="seed">The run's seed.</param>
    /// <param name="values">[Rows, Columns]; receives the values.</param>
    internal static void Fill(TensorSpec tensor, IReadOnlyList<string> gates, long seed, Span<float> values)
    {
        var stream = new RandomStream(seed, "init/" + tensor.Name);
        int gateWidth = tensor.Columns / gates.Count;
        values.Clear();
        switch (tensor.Initialiser)
        {
            case Initialiser.Zeros:
                break;
            case Initialiser.Identity:
                for (int i = 0; i < Math.Min(tensor.Rows, tensor.Columns); i++)
                {
                    values[(i * tensor.Columns) + i] = 1;
                }

                break;
            case Initialiser.SmallNormal:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)(tensor.Deviation * Normal(stream, i));
                }

                break;
            case Initialiser.GlorotUniform:
                double limit = Math.Sqrt(6.0 / (tensor.Rows + tensor.Columns));
                for (int i = 0; i < values.Length; i++)
                {
                    WordSequence words = stream.At((ulong)i);
                    values[i] = (float)(limit * ((2 * words.NextUniform()) - 1));
                }

                break;
            case Initialiser.Orthogonal:
                FillOrthonormal(tensor, stream, 0, tensor.Columns, values);
                break;
            case Initialiser.OrthogonalPerGate:
                for (int gate = 0; gate < gates.Count; gate++)
                {
                    FillOrthonormal(tensor, stream, gate * gateWidth, gateWidth, values);
                }

                break;
            case Initialiser.UnitForgetBias:
                values.Slice(gates.Index().Single(gate => gate.Item == Cell.ForgetGate).Index * gateWidth, gateWidth).Fill(1);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(tensor), tensor.Initialiser, "There is no such initialiser.");
        }
    }

    // The columns from `first` on become a matrix with orthonormal rows, uniformly distributed over all such matrices.
    private static void FillOrthonormal(TensorSpec tensor, RandomStream stream, int first, int columns, Span<float> values)
    {
        double[][] rows = new double[tensor.Rows][];
        for (int r = 0; r < rows.Length; r++)
        {
            rows[r] = new double[columns];
            for (int c = 0; c < columns; c++)
            {
                rows[r][c] = Normal(stream, (r * tensor.Columns) + first + c);
            }
        }

        GramSchmidt.OrthonormaliseRows(rows);
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < columns; c++)
            {
                values[(r * tensor.Columns) + first + c] = (float)rows[r][c];
            }
        }
    }

    private static double Normal(RandomStream stream, int element)
    {
        WordSequence words = stream.At((ulong)element);
        return NormalDeviate.Next(ref words);
    }
}
