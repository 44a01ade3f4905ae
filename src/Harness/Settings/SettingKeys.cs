using System.Reflection;
using RnnMemory.Basics;

namespace RnnMemory.Settings;

/// <summary>Every setting: the general ones and those of each section.</summary>
internal sealed class SettingKeys
{
    private readonly Dictionary<string, SettingKey> byName;
    private readonly ILookup<SettingsSection, SettingKey> bySection;

    /// <summary>The settings that these sections declare, and the general ones.</summary>
    /// <param name="sections">The sections.</param>
    /// <param name="engines">Names of the engines that the program has.</param>
    /// <exception cref="InvalidOperationException">
    /// A property lacks its attribute, a key is declared twice, or hyperparameters have no property.
    /// </exception>
    public SettingKeys(IReadOnlyList<SettingsSection> sections, IReadOnlyCollection<string> engines)
    {
        if (sections.FirstOrDefault(section => section.Hyperparameters.Count > 0 && DictionaryOf(section.Type) is null) is { } bare)
        {
            throw new InvalidOperationException(
                $"{bare.Type.Name} needs a property of type IReadOnlyDictionary<string, double>: {bare.Name} has hyperparameters.");
        }

        Sections = sections;
        General = [.. typeof(HarnessSettings).GetProperties().Select(property => Of(property, property.Name))
            .Select(key => key.Name == nameof(HarnessSettings.Engine) ? key with { Known = new EngineNames(engines) } : key)];
        bySection = (from section in sections
                     from key in Declared(section)
                     select (section, key)).ToLookup(pair => pair.section, pair => pair.key);
        byName = new(StringComparer.OrdinalIgnoreCase);
        foreach (SettingKey key in General.Concat(sections.SelectMany(Of)))
        {
            if (!byName.TryAdd(key.Name, key))
            {
                throw new InvalidOperationException($"Setting {key.Name} is declared twice.");
            }
        }
    }

    /// <summary>The declared sections.</summary>
    public IReadOnlyList<SettingsSection> Sections { get; }

    /// <summary>The settings that belong to no section.</summary>
    public IReadOnlyList<SettingKey> General { get; }

    /// <summary>Every setting in declared order, by name; case does not matter.</summary>
    public IReadOnlyDictionary<string, SettingKey> All => byName;

    /// <summary>The settings of a section in declared order.</summary>
    public IEnumerable<SettingKey> Of(SettingsSection section) => bySection[section];

    /// <summary>The property of a section's record that holds the hyperparameters; null if there is none.</summary>
    public static PropertyInfo? DictionaryOf(Type section) => section.GetProperties().SingleOrDefault(IsDictionary);

    /// <summary>A name with ':' as its separator, whichever of the separators it was written with.</summary>
    public static string PathOf(string name) => name.Replace("__", ":", StringComparison.Ordinal).Replace('.', ':');

    /// <summary>Whether settings have names that begin with this one and ':'.</summary>
    public bool IsSection(string path) => byName.Keys.Any(key => key.StartsWith(path + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>The setting of that name; ':', '.' and '__' are equivalent separators.</summary>
    /// <exception cref="UserError">There is no such setting.</exception>
    public SettingKey Find(string name, string source)
    {
        string path = PathOf(name);
        if (byName.TryGetValue(path, out SettingKey? key))
        {
            return key;
        }

        // A key without its section is the most likely mistake, but its edit distance is large.
        string[] near = [.. NearestNames.Of(path, byName.Keys).Union(byName.Keys.Where(known => Leaf(known) == Leaf(path)))];
        string hint = near.Length == 0
            ? $"Known: {string.Join(", ", byName.Keys)}"
            : $"Did you mean {string.Join(" or ", near.Select(n => $"'{n}'"))}?";
        throw new UserError($"{source}: unknown setting '{path}'. {hint}");
    }

    private static IEnumerable<SettingKey> Declared(SettingsSection section) =>
        from property in section.Type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        from key in IsDictionary(property)
            ? section.Hyperparameters.Select(entry => Of(property, entry, section.Name))
            : [Of(property, $"{section.Name}:{property.Name}")]
        select key;

    private static string Leaf(string path) => path[(path.LastIndexOf(':') + 1)..].ToLowerInvariant();

    private static bool IsDictionary(PropertyInfo property) => property.PropertyType == typeof(IReadOnlyDictionary<string, double>);

    private static SettingKey Of(PropertyInfo property, NumericSetting entry, string section) => new()
    {
        Name = $"{section}:{entry.Name}",
        Property = property,
        Entry = entry.Name,
        Type = typeof(double),
        Help = entry.Help,
        Range = new SettingRange(entry.Min, entry.Max, entry.Above, entry.Below),
        Binary32 = entry.Binary32,
    };

    private static SettingKey Of(PropertyInfo property, string name)
    {
        SettingAttribute declared = property.GetCustomAttribute<SettingAttribute>()
            ?? throw new InvalidOperationException($"{property.DeclaringType!.Name}.{property.Name} needs [Setting].");
        Type type = property.PropertyType;
        bool isList = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>);
        return new SettingKey
        {
            Name = name,
            Property = property,
            Type = isList ? type.GetGenericArguments()[0] : type,
            IsList = isList,
            IsNullable = new NullabilityInfoContext().Create(property).WriteState == NullabilityState.Nullable,
            Help = declared.Help,
            Range = new SettingRange(declared.Min, declared.Max, declared.Above, declared.Below),
            Zero = declared.Zero,
            Binary32 = declared.Binary32,
            NotEmpty = declared.NotEmpty,
            Distinct = declared.Distinct,
            Known = declared.Names is null ? null : (IKnownNames)Activator.CreateInstance(declared.Names)!,
        };
    }

    private sealed class EngineNames(IReadOnlyCollection<string> names) : IKnownNames
    {
        public string Kind => "engine";

        public IReadOnlyCollection<string> Names => names;
    }
}
