namespace RnnMemory.Bench.Cases;

/// <summary>What was to be timed computes wrong values, so its speed means nothing; or it lost its speed.</summary>
public sealed class CheckFailedException(string message) : Exception(message);
