namespace RnnMemory.Engines;

/// <summary>
/// Keras's clip of the target's probability before the logarithm, in binary32 (assumption C3). Outside of it the gradient
/// is exactly zero; the bounds themselves are inside, as in the frameworks' own clip.
/// </summary>
internal static class LossClip
{
    public const float Low = 1e-7f;
    public const float High = 1f - 1e-7f;
}
