using RnnMemory.Basics;

namespace RnnMemory.Data;

/// <summary>Why one mirror did not deliver.</summary>
/// <param name="message">The reason, as one clause; it may contain what the server sent.</param>
/// <param name="again">Whether another attempt at the same mirror makes sense, continuing where the last one broke off.</param>
/// <param name="inner">The cause.</param>
internal sealed class DownloadRefused(string message, bool again, Exception? inner = null) : Exception(PrintableText.Of(message), inner)
{
    /// <summary>Whether another attempt makes sense.</summary>
    public bool Again => again;
}
