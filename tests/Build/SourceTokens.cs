namespace RnnMemory.Tests.Build;

/// <summary>
/// Splits C# into names and signs. Comments, directives, characters and the text of strings are left out; code within an
/// interpolated string stays, since it uses types like any other.
/// </summary>
internal sealed class SourceTokens
{
    private readonly string text;
    private readonly List<SourceToken> tokens = [];
    private int at;
    private int line = 1;

    private SourceTokens(string text) => this.text = text;

    public static IReadOnlyList<SourceToken> Of(string text)
    {
        SourceTokens reader = new(text);
        while (reader.at < text.Length)
        {
            reader.Next();
        }

        return reader.tokens;
    }

    private bool Sees(string expected) => string.CompareOrdinal(text, at, expected, 0, expected.Length) == 0;

    private char Ahead(int offset) => at + offset < text.Length ? text[at + offset] : '\0';

    private void Skip(int count)
    {
        for (int end = Math.Min(at + count, text.Length); at < end; at++)
        {
            line += text[at] == '\n' ? 1 : 0;
        }
    }

    private void SkipTo(string end, int past)
    {
        int found = text.IndexOf(end, at, StringComparison.Ordinal);
        Skip(found < 0 ? text.Length - at : found - at + past);
    }

    private void Next()
    {
        char c = text[at];
        if (char.IsWhiteSpace(c) || c == '\uFEFF')
        {
            Skip(1);
        }
        else if (Sees("//") || (c == '#' && StartsLine()))
        {
            SkipTo("\n", past: 0);
        }
        else if (Sees("/*"))
        {
            SkipTo("*/", past: 2);
        }
        else if (StringStart() is { } start)
        {
            ReadString(start);
        }
        else if (c == '\'')
        {
            Skip(Ahead(1) == '\\' ? 3 : 2);
            SkipTo("'", past: 1);
        }
        else if (char.IsLetter(c) || c == '_' || c == '@')
        {
            ReadName();
        }
        else if (char.IsDigit(c))
        {
            SkipNumber();
        }
        else
        {
            string sign = Sees("=>") || Sees("==") || Sees("::") ? text.Substring(at, 2) : c.ToString();
            tokens.Add(new SourceToken(sign, line));
            Skip(sign.Length);
        }
    }

    private bool StartsLine() => text.AsSpan(0, at)[(text.AsSpan(0, at).LastIndexOf('\n') + 1)..].IsWhiteSpace();

    private void ReadName()
    {
        Skip(text[at] == '@' ? 1 : 0);
        int end = at;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        if (end == at)
        {
            return;
        }

        tokens.Add(new SourceToken(text[at..end], line));
        Skip(end - at);
    }

    // The letters in 0x1F, 1e-3f and 1_000L are not names.
    private void SkipNumber()
    {
        while (char.IsLetterOrDigit(Ahead(0)) || Ahead(0) == '_' || (Ahead(0) == '.' && char.IsDigit(Ahead(1))))
        {
            Skip(1);
        }
    }

    // Dollars, whether verbatim, quotes and the length of it all; null where no string starts.
    private (int Dollars, bool Verbatim, int Quotes, int Length)? StringStart()
    {
        int length = 0;
        while (Ahead(length) is '$' or '@')
        {
            length++;
        }

        if (Ahead(length) != '"')
        {
            return null;
        }

        ReadOnlySpan<char> prefix = text.AsSpan(at, length);
        int quotes = 0;
        while (Ahead(length + quotes) == '"')
        {
            quotes++;
        }

        // Two quotes are an empty string, and a verbatim string may begin with a quote of its own.
        quotes = prefix.Contains('@') || quotes < 3 ? 1 : quotes;
        return (prefix.Count('$'), prefix.Contains('@'), quotes, length + quotes);
    }

    private void ReadString((int Dollars, bool Verbatim, int Quotes, int Length) start)
    {
        Skip(start.Length);
        string end = new('"', start.Quotes);
        string hole = new('{', Math.Max(1, start.Dollars));
        bool raw = start.Quotes > 1;
        while (at < text.Length)
        {
            if (!raw && !start.Verbatim && text[at] == '\\')
            {
                Skip(2);
            }
            else if (start.Verbatim && Sees("\"\""))
            {
                Skip(2);
            }
            else if (Sees(end))
            {
                Skip(end.Length);
                return;
            }
            else if (!raw && start.Dollars > 0 && Sees("{{"))
            {
                Skip(2);
            }
            else if (start.Dollars > 0 && Sees(hole))
            {
                Skip(hole.Length);
                ReadHole();
            }
            else
            {
                Skip(1);
            }
        }
    }

    // Up to the brace that closes it, or the colon before a format.
    private void ReadHole()
    {
        int first = tokens.Count;
        int depth = 0;
        while (at < text.Length)
        {
            if (depth == 0 && text[at] is '}' or ':' && !Sees("::"))
            {
                SkipTo("}", past: 1);
                break;
            }

            depth += text[at] switch { '(' or '[' or '{' => 1, ')' or ']' or '}' => -1, _ => 0 };
            Next();
        }

        // Separated, so that the first name is not taken for a member of the previous one.
        tokens.Insert(first, new SourceToken("(", line));
        tokens.Add(new SourceToken(")", line));
    }
}
