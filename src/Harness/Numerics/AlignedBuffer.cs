using System.Runtime.InteropServices;

namespace RnnMemory.Numerics;

/// <summary>
/// Zeroed native memory on a cache-line boundary: a vector load never straddles two lines, and the garbage collector
/// neither moves nor scans it.
/// </summary>
public sealed unsafe class AlignedBuffer<T> : IDisposable
    where T : unmanaged
{
    private const int CacheLine = 64;

    /// <summary>A buffer for that many values, all zero.</summary>
    public AlignedBuffer(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        nuint bytes = (nuint)length * (nuint)sizeof(T);
        Pointer = (T*)NativeMemory.AlignedAlloc(Math.Max(bytes, CacheLine), CacheLine);
        NativeMemory.Clear(Pointer, bytes);
        Length = length;
    }

    /// <summary>Frees the memory if the buffer was not disposed.</summary>
    ~AlignedBuffer() => Free();

    /// <summary>The first value; 64-byte aligned.</summary>
    public T* Pointer { get; private set; }

    /// <summary>Number of values.</summary>
    public int Length { get; }

    /// <summary>The values. Valid until disposal.</summary>
    public Span<T> Span => new(Pointer, Length);

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
    }
}
