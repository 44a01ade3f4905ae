namespace RnnMemory.Bench;

/// <summary>What was to be timed computes wrong values, so its speed means nothing.</summary>
internal sealed class CheckFailedException(string message) : Exception(message);
