namespace RnnMemory.Numerics;

/// <summary>One lane: machines without vectors or without a fused multiply-add instruction, and the tests.</summary>
internal unsafe struct Lanes1 : ILanes<float>
{
    public static int Count => 1;

    public static int TileRows => 4;

    public static float Load(float* source) => *source;

    public static void Store(float* target, float value) => *target = value;

    public static float Broadcast(float value) => value;

    public static float Add(float a, float b) => a + b;

    public static float Subtract(float a, float b) => a - b;

    public static float Multiply(float a, float b) => a * b;

    public static float Divide(float a, float b) => a / b;

    public static float SquareRoot(float a) => MathF.Sqrt(a);

    public static float Abs(float a) => MathF.Abs(a);

    public static float CopySign(float magnitude, float sign) => MathF.CopySign(magnitude, sign);

    public static float Fma(float a, float b, float c) => FloatFma.Compute(a, b, c);

    public static float IfGreater(float a, float b, float then, float otherwise) => a > b ? then : otherwise;

    public static float Larger(float a, float b) => a > b ? a : b;

    public static float Smaller(float a, float b) => b > a ? a : b;

    public static float IfEqual(float a, float b, float then, float otherwise) => a == b ? then : otherwise;

    public static float Or(float a, float b) =>
        BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(a) | BitConverter.SingleToUInt32Bits(b));

    public static int ListNonZero(float a, int first, int* list)
    {
        *list = first;
        return a != 0 ? 1 : 0;
    }

    public static void StoreKept(float* target, float value, float keep)
    {
        if (keep != 0)
        {
            *target = value;
        }
    }

    public static float PowerOfTwo(float n) => Elementary.PowerOfTwo(n);

    public static float SplitAtSqrtHalf(float x, out float exponent)
    {
        (exponent, float mantissa) = Elementary.SplitAtSqrtHalf(x);
        return mantissa;
    }

    public static float LookUp(float* table, int vectors, float indices) => table[BitConverter.SingleToInt32Bits(indices)];

    public static void TransposeFour(float* source, nint sourceRow, float* target, nint targetRow)
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                target[(j * targetRow) + i] = source[(i * sourceRow) + j];
            }
        }
    }

    public static void TransposeBack(float* source, nint sourceRow, float* target, nint targetRow)
    {
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < 4; j++)
            {
                target[(i * targetRow) + j] = source[(j * sourceRow) + i];
            }
        }
    }
}
