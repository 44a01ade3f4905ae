namespace RnnMemory.Basics;

/// <summary>
/// A mistake the user can mend: bad settings, missing files, a folder that cannot be written.
/// The message is one line that says what was expected, what came, which key or file, and what to do.
/// Programs print it without a stack trace and exit with code 2.
/// </summary>
public sealed class UserError : Exception
{
    /// <summary>A mistake described by one line.</summary>
    public UserError(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>An unknown name, with the nearest known ones first and then all of them.</summary>
    /// <param name="kind">What is named, e.g. "cell".</param>
    /// <param name="name">The name that came.</param>
    /// <param name="known">Every name that would do.</param>
    public static UserError Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] all = [.. known];
        string[] near = [.. NearestNames.Of(name, all)];
        string hint = near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
        return new UserError($"Unknown {kind} '{name}'.{hint} Known: {string.Join(", ", all)}.");
    }
}
