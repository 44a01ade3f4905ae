using RnnMemory.Basics;

namespace RnnMemory.Cli.Outcomes;

/// <summary>The command that continues where this one stopped.</summary>
internal static class SameCommand
{
    /// <summary>The command as it was given, without --fresh or RNN_MEMORY_FRESH, which would start over.</summary>
    public static string Text() => HarnessEnvironment.Current().IsOn(HarnessEnvironment.Fresh)
        ? $"{Command()} (without {HarnessEnvironment.Fresh})"
        : Command();

    private static string Command()
    {
        IEnumerable<string> arguments = Environment.GetCommandLineArgs().Skip(1).Where(argument => argument != "--fresh");
        return string.Join(' ', arguments.Prepend(Launcher.FromCurrentFolder()).Select(Quoted));
    }

    private static string Quoted(string argument) =>
        argument.Length > 0 && argument.All(c => char.IsAsciiLetterOrDigit(c) || "-_./:=,@+".Contains(c, StringComparison.Ordinal))
            ? argument
            : $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
