namespace RnnMemory.Engines;

/// <summary>
/// Keras's clip of the target's probability before the logarithm, in binary32 (assumption C3). Outside the clip's range the gradient is
/// exactly zero; the bounds belong to the range, as in the frameworks' own clip.
/// </summary>
internal static class LossClip
{
    public const float Low = 1e-7f;
    public const float High = 1f - 1e-7f;
}
