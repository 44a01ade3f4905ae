using TorchSharp;
using static TorchSharp.torch;

namespace RnnMemory.Torch;

/// <summary>
/// Operations of a tensor with a number. TorchSharp's own operators make a <see cref="Scalar"/> that nothing refers to while libtorch
/// reads it: a garbage collection in that moment frees it, and the number is lost or the call fails. Here it lives until it was read.
/// </summary>
internal static class ScalarOperations
{
    public static Tensor Times(this Tensor tensor, double factor)
    {
        using Scalar scalar = factor.ToScalar();
        return tensor.mul(scalar);
    }

    public static Tensor Plus(this Tensor tensor, double term)
    {
        using Scalar scalar = term.ToScalar();
        return tensor.add(scalar);
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
}
