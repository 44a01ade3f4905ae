using System.Reflection;
using System.Reflection.Metadata;

namespace RnnMemory.Basics;

/// <summary>Finds classes that are in no list.</summary>
public static class AssemblyTypes
{
    /// <summary>The classes that derive from one, in its assembly and namespace.</summary>
    /// <param name="family">The base class; its open definition where it is generic.</param>
    public static IEnumerable<Type> DerivedFrom(Type family) =>
        BesideOf(family).Where(type => type != family && Bases(type).Contains(family));

    /// <summary>
    /// A type and the others of its assembly and namespace. Loading every type of an assembly takes a twentieth of a short command's time,
    /// so names and namespaces are read from the metadata and only these types are loaded.
    /// </summary>
    public static IEnumerable<Type> BesideOf(Type one) =>
        from name in NamesIn(one.Assembly, one.Namespace!)
        select one.Assembly.GetType(name, throwOnError: true)!;

    private static unsafe List<string> NamesIn(Assembly assembly, string space)
    {
        if (!assembly.TryGetRawMetadata(out byte* metadata, out int length))
        {
            throw new InvalidOperationException($"{assembly} has no metadata.");
        }

        MetadataReader reader = new(metadata, length);
        return
        [
            .. from handle in reader.TypeDefinitions
               let type = reader.GetTypeDefinition(handle)
               where reader.StringComparer.Equals(type.Namespace, space)
               select $"{space}.{reader.GetString(type.Name)}",
        ];
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? at = type.BaseType; at is not null; at = at.BaseType)
        {
            yield return at.IsGenericType ? at.GetGenericTypeDefinition() : at;
        }
    }
}
