namespace RnnMemory.Tests.Build;

/// <summary>A C# file: its namespace, the types it declares, what it imports and the names it uses.</summary>
internal sealed class SourceFile
{
    private static readonly HashSet<string> TypeKinds = ["class", "struct", "interface", "enum", "record", "delegate"];

    // A name after any other name is the name of something declared, not of a type.
    private static readonly HashSet<string> Keywords =
    [
        .. "abstract and as async await base by case checked const default delegate do else enum equals event explicit extern file fixed"
            .Split(' '),
        .. "foreach from get goto group if implicit in init interface internal into is join let lock new not on or orderby out override"
            .Split(' '),
        .. "params partial private protected public readonly record ref required return scoped sealed select set sizeof static struct"
            .Split(' '),
        .. "switch throw typeof unsafe using virtual volatile when where while with yield class operator".Split(' '),
    ];

    private readonly IReadOnlyList<SourceToken> tokens;
    private readonly List<string> types = [];
    private readonly HashSet<string> nested = [];
    private readonly List<SourceName> imports = [];
    private readonly Dictionary<string, SourceName> aliases = [];
    private readonly List<SourceName> uses = [];

    /// <param name="path">The path from the repository's root, with slashes.</param>
    /// <param name="text">The file's text.</param>
    public SourceFile(string path, string text)
    {
        Path = path;
        tokens = SourceTokens.Of(text);
        Read();
    }

    public string Path { get; }

    /// <summary>E.g. "RnnMemory.Bench.Cases"; empty for top-level statements.</summary>
    public string Namespace { get; private set; } = "";

    /// <summary>Types declared in the namespace itself.</summary>
    public IReadOnlyList<string> Types => types;

    /// <summary>What `using` and `using static` name.</summary>
    public IReadOnlyList<SourceName> Imports => imports;

    /// <summary>What `using X = ...` names.</summary>
    public IReadOnlyDictionary<string, SourceName> Aliases => aliases;

    /// <summary>Every name that may be a type's, with the names after its dots.</summary>
    public IEnumerable<SourceName> Uses => uses.Where(use => !nested.Contains(use.Parts[0]));

    private string Text(int i) => i >= 0 && i < tokens.Count ? tokens[i].Text : "";

    private void Read()
    {
        int braces = 0;
        int parentheses = 0;
        int typeDepth = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            string text = tokens[i].Text;
            braces += text switch { "{" => 1, "}" => -1, _ => 0 };
            parentheses += text switch { "(" => 1, ")" => -1, _ => 0 };
            if (text == "using" && braces == 0 && Text(i + 1) != "(")
            {
                i = ReadUsing(i + 1);
            }
            else if (text == "namespace" && braces == 0)
            {
                SourceName name = Chain(i + 1, out i);
                Namespace = string.Join('.', name.Parts);
                typeDepth = Text(i + 1) == "{" ? 1 : 0;
            }
            else if (TypeKinds.Contains(text) && parentheses == 0 && Declared(i) is { } declared)
            {
                if (braces == typeDepth)
                {
                    types.Add(declared);
                }
                else
                {
                    nested.Add(declared);
                }
            }
            else if (tokens[i].IsName && MayBeType(i))
            {
                uses.Add(Chain(i, out i));
            }
        }
    }

    // The name that follows "class", "record struct", "delegate void", ...; null where none is declared, as in "where T : class".
    private string? Declared(int i)
    {
        if (Text(i) == "delegate")
        {
            return DeclaredDelegate(i);
        }

        int name = Text(i) == "record" && Text(i + 1) is "struct" or "class" ? i + 2 : i + 1;
        return name < tokens.Count && tokens[name].IsName && !Keywords.Contains(Text(name)) && Text(name - 1) != "." ? Text(name) : null;
    }

    // The last name before its parameters, its type parameters left out.
    private string? DeclaredDelegate(int i)
    {
        int name = i;
        while (name < tokens.Count && Text(name) is not ("(" or ";" or "{"))
        {
            name++;
        }

        name--;
        for (int depth = 0; name > i && (Text(name) == ">" || depth > 0); name--)
        {
            depth += Text(name) switch { ">" => 1, "<" => -1, _ => 0 };
        }

        return name > i && tokens[name].IsName ? Text(name) : null;
    }

    // Members, declared names, assigned names, and names of arguments or in patterns are not types.
    private bool MayBeType(int i)
    {
        string before = Text(i - 1);
        bool isMember = before == "." || before == "::" && Text(i - 2) != "global";
        bool isDeclared = i > 0 && tokens[i - 1].IsName && !Keywords.Contains(before);
        bool isArgument = before is "(" or "," or "{" && Text(i + 1) == ":";
        return !isMember && !isDeclared && !isArgument && Text(i + 1) != "=" && !Keywords.Contains(Text(i));
    }

    private int ReadUsing(int i)
    {
        i += Text(i) is "static" or "unsafe" ? 1 : 0;
        string? alias = Text(i + 1) == "=" ? Text(i) : null;
        SourceName name = Chain(alias is null ? i : i + 2, out int last);
        if (alias is null)
        {
            imports.Add(name);
            return last;
        }

        aliases[alias] = name;
        return last;
    }

    // Name.Name.Name from there on.
    private SourceName Chain(int i, out int last)
    {
        if (Text(i) == "global" && Text(i + 1) == "::")
        {
            i += 2;
        }

        last = i;
        List<string> parts = [Text(i)];
        while (Text(last + 1) == "." && last + 2 < tokens.Count && tokens[last + 2].IsName)
        {
            last += 2;
            parts.Add(Text(last));
        }

        return new SourceName(parts, tokens[Math.Min(i, tokens.Count - 1)].Line);
    }
}

/// <summary>A name with what follows its dots, and its line.</summary>
internal sealed record SourceName(IReadOnlyList<string> Parts, int Line);
