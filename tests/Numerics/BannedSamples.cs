using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace RnnMemory.Tests.Numerics
{
    /// <summary>
    /// Every banned operation as it might slip into a kernel. Never run; each method must be found by the name of what it breaks.
    /// </summary>
    internal static class BannedSamples
    {
        [Breaks("transcendental functions")]
        public static double Library(double x) => Math.Exp(x);

        [Breaks("transcendental functions")]
        public static float LibrarySingle(float x) => MathF.Tanh(x);

        [Breaks("transcendental functions")]
        public static float OnTheType(float x) => float.Log(x);

        [Breaks("transcendental functions")]
        public static T Generic<T>(T x)
            where T : IRootFunctions<T>, ITrigonometricFunctions<T> => T.Sin(x);

        [Breaks("transcendental functions")]
        public static Func<double, double> AsDelegate() => Math.Cos;

        [Breaks("transcendental functions")]
        public static float[] InALambda(float[] x) => Array.ConvertAll(x, value => MathF.Pow(value, 3));

        [Breaks("transcendental functions")]
        public static IEnumerable<float> InAnIterator(float x)
        {
            yield return MathF.Log2(x);
        }

        [Breaks("transcendental functions")]
        public static Vector128<float> OnAVector(Vector128<float> x) => Vector128.Exp(x);

        [Breaks("transcendental functions")]
        public static Vector512<float> OnAWideVector(Vector512<float> x) => Vector512.Log(x);

        [Breaks("transcendental functions")]
        public static Vector256<double> SineOfAVector(Vector256<double> x) => Vector256.Sin(x);

        [Breaks("sums across the lanes of a vector")]
        public static float Sum(Vector256<float> x) => Vector256.Sum(x);

        [Breaks("sums across the lanes of a vector")]
        public static float Dot(Vector128<float> x) => Vector128.Dot(x, x);

        [Breaks("sums across the lanes of a vector")]
        public static Vector256<float> Horizontal(Vector256<float> x) => Avx.HorizontalAdd(x, x);

        [Breaks("sums across the lanes of a vector")]
        public static Vector128<float> DotInstruction(Vector128<float> x) => Sse41.DotProduct(x, x, 0xFF);

        [Breaks("multiply-add that may be fused or not")]
        public static Vector512<float> Estimate(Vector512<float> x) => Vector512.MultiplyAddEstimate(x, x, x);

        [Breaks("multiply-add that may be fused or not")]
        public static float EstimateSingle(float x) => float.MultiplyAddEstimate(x, x, x);

        [Breaks("operations that follow the processor's own rules")]
        public static Vector128<float> Largest(Vector128<float> x) => Vector128.MaxNative(x, x);

        [Breaks("operations that follow the processor's own rules")]
        public static float Smallest(float x) => float.MinNative(x, x);

        [Breaks("estimates of reciprocals")]
        public static float Reciprocal(float x) => MathF.ReciprocalSqrtEstimate(x);

        [Breaks("estimates of reciprocals")]
        public static Vector128<float> ReciprocalX86(Vector128<float> x) => Sse.ReciprocalSqrt(x);

        [Breaks("estimates of reciprocals")]
        public static Vector128<float> ReciprocalArm(Vector128<float> x) => AdvSimd.ReciprocalEstimate(x);

        [Breaks("TensorPrimitives")]
        public static void Tensors(float[] x) => System.Numerics.Tensors.TensorPrimitives.Tanh(x, x);

        [Breaks("Vector<T>")]
        public static Vector<float> AnyWidth(Vector<float> x) => x * x;

        [Breaks("Vector<T>")]
        public static float AnyWidthSum(Vector<float> x) => Vector.Sum(x);

        [Breaks("LINQ sums of floating-point numbers")]
        public static float Linq(float[] x) => x.Sum();

        [Breaks("LINQ sums of floating-point numbers")]
        public static double LinqOf(float[] x) => x.Sum(value => (double)value);

        [Breaks("LINQ sums of floating-point numbers")]
        public static float LinqAverage(float[] x) => x.Average();

        [Breaks("fused multiply-add where there may be no instruction for it")]
        public static float Fused(float x) => MathF.FusedMultiplyAdd(x, x, x);

        [Breaks("fused multiply-add where there may be no instruction for it")]
        public static Vector256<float> FusedVector(Vector256<float> x) => Vector256.FusedMultiplyAdd(x, x, x);

        [Breaks("fused multiply-add where there may be no instruction for it")]
        public static Vector256<float> FusedInstruction(Vector256<float> x) => Fma.MultiplyAdd(x, x, x);

        [Breaks("fused multiply-add where there may be no instruction for it")]
        public static Vector128<float> FusedArm(Vector128<float> x) => AdvSimd.FusedMultiplyAdd(x, x, x);

        // Allowed operations, as kernels use them.
        public static Vector256<float> Fine(Vector256<float> x, int[] counts) =>
            Fma.IsSupported ? Vector256.Sqrt((x * x) + (x / Vector256.Create((float)counts.Sum()))) : Vector256.Abs(x) * MathF.Sqrt((float)counts.Average());

        /// <summary>The rule that the method breaks.</summary>
        [AttributeUsage(AttributeTargets.Method)]
        internal sealed class BreaksAttribute(string operation) : Attribute
        {
            public string Operation { get; } = operation;
        }
    }
}

namespace System.Numerics.Tensors
{
    /// <summary>Stands for the class of that name, whose package this project does not reference.</summary>
    internal static class TensorPrimitives
    {
        public static void Tanh(ReadOnlySpan<float> x, Span<float> y) => x.CopyTo(y);
    }
}
