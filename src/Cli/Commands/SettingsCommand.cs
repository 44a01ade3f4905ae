using System.CommandLine;
using RnnMemory.Basics;
using RnnMemory.Cli.Requests;
using RnnMemory.Experiments;
using RnnMemory.Settings;

namespace RnnMemory.Cli.Commands;

/// <summary>`rnn-memory settings`: every setting with its value, the values it accepts and its description.</summary>
internal static class SettingsCommand
{
    // Longer values move the rest of their line to the right.
    private const int WidestValue = 30;

    private static IEnumerable<string> Known => ExperimentCatalog.Sections.Select(section => section.Name);

    public static Command Create()
    {
        SettingsOptions settings = new();
        Argument<string[]> sections = new("section")
        {
            Description = $"Settings of {string.Join(", ", Known)}; without: all, and those of no experiment.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        Command command = new("settings", "Show every setting: its value under these options, what it takes, what it is.") { sections };
        settings.AddWithoutExperimentsTo(command);
        command.SetAction(parsed => Print(settings.Load(parsed), Sections(parsed.GetValue(sections)!)));
        return command;
    }

    private static string[] Sections(string[] names) =>
    [
        .. names.Select(name => Known.FirstOrDefault(section => section.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? throw UserError.Unknown("section of settings", name, Known)),
    ];

    private static void Print(LoadedSettings loaded, string[] sections)
    {
        DescribedSetting[] shown = [.. loaded.Described.Where(setting =>
            sections.Length == 0 || sections.Any(section => setting.Name.StartsWith($"{section}:", StringComparison.Ordinal)))];
        int name = shown.Max(setting => setting.Name.Length);
        int value = Math.Min(WidestValue, shown.Max(setting => setting.Value.Length));
        foreach (DescribedSetting setting in shown)
        {
            string source = loaded.Overrides.Any(change => change.Name == setting.Name) ? $"  [{setting.Source}]" : "";
            Console.WriteLine($"{setting.Name.PadRight(name)}  {setting.Value.PadRight(value)}  {setting.Accepted}{source}");
            Console.WriteLine($"{"".PadRight(name)}  {setting.Help}");
        }
    }
}
