namespace RnnMemory.Data;

/// <summary>Why one mirror did not deliver.</summary>
/// <param name="message">One clause.</param>
/// <param name="again">Whether the same mirror is worth another attempt, from where the last one broke off.</param>
/// <param name="inner">What lay behind it.</param>
internal sealed class DownloadRefused(string message, bool again, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Whether another attempt is worth it.</summary>
    public bool Again => again;
}
