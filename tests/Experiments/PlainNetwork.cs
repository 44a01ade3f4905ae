using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace RnnMemory.Tests.Experiments;

/// <summary>
/// A ReLU network read from an exported .npz file and computed with plain loops in binary64, without any code of the harness.
/// </summary>
internal sealed partial class PlainNetwork
{
    private readonly Dictionary<string, float[]> tensors = [];

    public PlainNetwork(string path)
    {
        using ZipArchive archive = ZipFile.OpenRead(path);
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using var content = new MemoryStream();
            using (Stream stream = entry.Open())
            {
                stream.CopyTo(content);
            }

            byte[] bytes = content.ToArray();
            int header = BitConverter.ToUInt16(bytes, 8);
            int[] shape = [.. Number().Matches(Encoding.ASCII.GetString(bytes, 10, header).Split('(')[1]).Select(match => int.Parse(match.Value, null))];
            float[] values = MemoryMarshal.Cast<byte, float>(bytes.AsSpan(10 + header)).ToArray();
            if (values.Length != shape.Aggregate(1, (a, b) => a * b))
            {
                throw new InvalidDataException(entry.FullName);
            }

            tensors.Add(entry.FullName.Replace(".npy", "", StringComparison.Ordinal), values);
        }
    }

    /// <summary>The arg max of the readout after the last step.</summary>
    public int Answer(double[][] sequence)
    {
        int hidden = tensors["bias_ih_l0"].Length;
        double[] state = new double[hidden];
        foreach (double[] input in sequence)
        {
            double[] next = new double[hidden];
            for (int h = 0; h < hidden; h++)
            {
                double sum = tensors["bias_ih_l0"][h] + tensors["bias_hh_l0"][h] + Dot("weight_ih_l0", h, input) + Dot("weight_hh_l0", h, state);
                next[h] = sum > 0 ? sum : 0;
            }

            state = next;
        }

        double[] logits = [.. tensors["readout.bias"].Select((bias, k) => bias + Dot("readout.weight", k, state))];
        return Array.IndexOf(logits, logits.Max());
    }

    private double Dot(string tensor, int row, double[] vector)
    {
        double sum = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            sum += tensors[tensor][(row * vector.Length) + i] * vector[i];
        }

        return sum;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
