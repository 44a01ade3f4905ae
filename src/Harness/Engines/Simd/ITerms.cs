namespace RnnMemory.Engines.Simd;

/// <summary>Which k the terms of a product have: a type, so that the tiles are compiled for each kind.</summary>
internal unsafe interface ITerms
{
    /// <summary>The k of a term.</summary>
    static abstract nint At(int* list, nint term);
}

/// <summary>Every k, one after another.</summary>
internal unsafe struct EveryTerm : ITerms
{
    public static nint At(int* list, nint term) => term;
}

/// <summary>The k of a list.</summary>
internal unsafe struct ListedTerms : ITerms
{
    public static nint At(int* list, nint term) => list[term];
}
