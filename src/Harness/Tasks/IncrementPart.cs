using RnnMemory.Engines;

namespace RnnMemory.Tasks;

/// <summary>A part of the hold-out that is asked together.</summary>
/// <param name="Tree">The different numbers as they are presented.</param>
/// <param name="Times">How often each of them occurs.</param>
/// <param name="Digits">[count, N]: the digits of each, lowest first.</param>
internal sealed record IncrementPart(SymbolTree Tree, int[] Times, byte[] Digits);
