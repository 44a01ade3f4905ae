using System.Text;

namespace RnnMemory.Cli.Outcomes;

/// <summary>Passes text on until a write fails; everything after that is discarded.</summary>
internal sealed class PatientWriter : TextWriter
{
    private TextWriter? inner;

    /// <param name="open">Opens the writer that gets the text; null if its stream was closed before the program started.</param>
    public PatientWriter(Func<TextWriter?> open)
    {
        Try(() => inner = open());
        if (inner is null)
        {
            Failure ??= "it is closed";
        }
    }

    /// <summary>Why text was discarded; null if none was.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public override Encoding Encoding => inner?.Encoding ?? Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value) => Try(() => inner?.Write(value));

    /// <inheritdoc/>
    public override void Write(char[] buffer, int index, int count) => Try(() => inner?.Write(buffer, index, count));

    /// <inheritdoc/>
    public override void Write(string? value) => Try(() => inner?.Write(value));

    /// <inheritdoc/>
    public override void WriteLine(string? value) => Try(() => inner?.WriteLine(value));

    /// <inheritdoc/>
    public override void Flush() => Try(() => inner?.Flush());

    private void Try(Action write)
    {
        try
        {
            write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            (Failure, inner) = (error.Message, null);
        }
    }
}
