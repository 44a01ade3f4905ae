namespace RnnMemory.Basics;

/// <summary>How the programs of this repository report errors to the user: one line on standard error, and an exit code.</summary>
/// <param name="program">The program's name, which begins the line.</param>
public sealed class ProgramErrors(string program)
{
    /// <summary>The exit code after a <see cref="UserError"/>.</summary>
    public const int BadInput = 2;

    /// <summary>The exit code after a failure that is not the input's fault.</summary>
    public const int Failed = 1;

    /// <summary>One line on standard error.</summary>
    public void Print(string message) => Console.Error.WriteLine($"{program}: {PrintableText.Of(message)}");

    /// <summary>
    /// The command's exit code, or <see cref="BadInput"/> after printing the <see cref="UserError"/> that it threw, or
    /// <see cref="Failed"/> after saying that memory ran out.
    /// </summary>
    public int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (UserError error)
        {
            Print(error.Message);
            return BadInput;
        }
        catch (Exception error) when (OutOfMemory.IsCauseOf(error))
        {
            Print(OutOfMemory.Message);
            return Failed;
        }
    }
}
