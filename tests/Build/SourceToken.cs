namespace RnnMemory.Tests.Build;

/// <summary>A name or a punctuation mark of C# code.</summary>
internal readonly record struct SourceToken(string Text, int Line)
{
    public bool IsName => char.IsLetter(Text[0]) || Text[0] == '_';
}
