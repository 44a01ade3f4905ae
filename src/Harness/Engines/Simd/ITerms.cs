namespace RnnMemory.Engines.Simd;

/// <summary>Which values of k a product's terms have. It is a type, so that the tiles are compiled separately for each kind.</summary>
internal unsafe interface ITerms
{
    /// <summary>The k of a term.</summary>
    static abstract nint At(int* list, nint term);
}

/// <summary>Every k, in order.</summary>
internal unsafe struct EveryTerm : ITerms
{
    public static nint At(int* list, nint term) => term;
}

/// <summary>The values of k in a list.</summary>
internal unsafe struct ListedTerms : ITerms
{
    public static nint At(int* list, nint term) => list[term];
}
