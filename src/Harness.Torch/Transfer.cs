using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>Copies values into and out of tensors, one tensor after another, row-major.</summary>
internal static class Transfer
{
    /// <summary>Writes binary32 values into tensors of either precision; the counts must agree.</summary>
    public static void Write(ReadOnlySpan<float> values, IEnumerable<Tensor> tensors)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable withoutGradients = torch.no_grad();
        foreach (Tensor tensor in tensors)
        {
            int count = checked((int)tensor.numel());
            Tensor copy = torch.tensor(values[..count].ToArray()).reshape(tensor.shape);
            tensor.copy_(copy);
            values = values[count..];
        }

        Exhausted(values.Length);
    }

    /// <summary>Reads tensors of either precision as binary32; the counts must agree.</summary>
    public static void Read(IEnumerable<Tensor> tensors, Span<float> values)
    {
        using DisposeScope scope = NewDisposeScope();
        foreach (Tensor tensor in tensors)
        {
            ReadOnlySpan<float> source = Values<float>(tensor, ScalarType.Float32);
            source.CopyTo(values);
            values = values[source.Length..];
        }

        Exhausted(values.Length);
    }

    /// <summary>The sum of all values, in their order, in binary64.</summary>
    public static double SumInOrder(Tensor tensor)
    {
        using DisposeScope scope = NewDisposeScope();
        double sum = 0;
        foreach (double value in Values<double>(tensor, ScalarType.Float64))
        {
            sum += value;
        }

        return sum;
    }

    // Valid until the caller's scope ends.
    private static ReadOnlySpan<T> Values<T>(Tensor tensor, ScalarType type)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(tensor.detach().to(type).contiguous().bytes);

    private static void Exhausted(int left)
    {
        if (left != 0)
        {
            throw new ArgumentException($"There are {left} values more than the tensors hold.");
        }
    }
}
