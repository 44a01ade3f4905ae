using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>
/// Sums, and operations of a tensor with a number. TorchSharp's own operators and readers make a <see cref="Scalar"/> that nothing
/// refers to while libtorch reads it: a garbage collection in that moment frees it, and the number is lost or the call fails. Here it
/// lives until it was read.
/// </summary>
internal static class ScalarOperations
{
    // The factor of the second term, which TorchSharp would make anew for each sum.
    private static readonly Scalar One = 1.ToScalar();

    public static Tensor Plus(this Tensor tensor, Tensor term) => tensor.add(term, One);

    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor.ToScalar();
        return tensor.mul(scalar);
    }

    public static Tensor Plus(this Tensor tensor, double term)
    {
        using Scalar scalar = term.ToScalar();
        return tensor.add(scalar, One);
    }

    public static Tensor Between(this Tensor tensor, double least, double most)
    {
        using Scalar min = least.ToScalar();
        using Scalar max = most.ToScalar();
        return tensor.clamp(min, max);
    }

    public static Tensor IsBelow(this Tensor tensor, double limit)
    {
        using Scalar scalar = limit.ToScalar();
        return tensor.lt(scalar);
    }

    public static Tensor IsAbove(this Tensor tensor, double limit)
    {
        using Scalar scalar = limit.ToScalar();
        return tensor.gt(scalar);
    }

    /// <summary>The only element of a tensor.</summary>
    public static double Value(this Tensor tensor)
    {
        using Scalar scalar = tensor.ToScalar();
        return scalar.ToDouble();
    }
}
