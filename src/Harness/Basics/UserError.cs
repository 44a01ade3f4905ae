namespace RnnMemory.Basics;

/// <summary>
/// An error that the user can correct: bad settings, missing files, a folder that cannot be written. The message is one line that says
/// what was expected, what was found, which key or file is concerned, and what to do. Programs print it without a stack trace and exit
/// with code 2.
/// </summary>
public sealed class UserError : Exception
{
    /// <summary>An error with a message of one line.</summary>
    public UserError(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    // More names help nobody to find one.
    private const int MostListed = 40;

    /// <summary>An unknown name, with the nearest known ones first and then all of them, or the first of hundreds.</summary>
    /// <param name="kind">What is named, e.g. "cell".</param>
    /// <param name="name">The unknown name.</param>
    /// <param name="known">Every valid name.</param>
    public static UserError Unknown(string kind, string name, IEnumerable<string> known)
    {
        string[] all = [.. known];
        string[] near = [.. NearestNames.Of(name, all)];
        string hint = near.Length == 0 ? "" : $" Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
        string more = all.Length > MostListed ? $" and {all.Length - MostListed} more" : "";
        string list = all.Length == 0 ? $"No {kind} is known." : $"Known: {string.Join(", ", all.Take(MostListed))}{more}.";
        return new UserError($"Unknown {kind} '{name}'.{hint} {list}");
    }
}
