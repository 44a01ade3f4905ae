using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Fluid;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using RnnMemory.Files;

namespace RnnMemory.Reports.Page;

/// <summary>
/// The page's Liquid templates, style sheets and scripts, which are embedded in the library. Every value is escaped unless a template
/// says `raw`. A name that a model does not have is an error.
/// </summary>
internal static class PageTemplates
{
    private const string Prefix = "Page/";
    private const string Extension = ".liquid";

    private static readonly FluidParser Parser = new();
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Parsed = new(StringComparer.Ordinal);

    // Letters of other alphabets and signs such as ± stay readable in the source; the page is UTF-8.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private static readonly TemplateOptions Options = new()
    {
        MemberAccessStrategy = UnsafeMemberAccessStrategy.Instance,
        FileProvider = new EmbeddedTemplates(),
        CultureInfo = CultureInfo.InvariantCulture,
        TimeZone = TimeZoneInfo.Utc,
        StrictVariables = true,
        StrictFilters = true,
    };

    /// <summary>The text that a template gives.</summary>
    /// <param name="name">The template's name, with or without ".liquid".</param>
    /// <param name="model">What it shows: its properties are the template's variables.</param>
    /// <exception cref="InvalidOperationException">There is no such template, or it is no valid one.</exception>
    public static string Render(string name, object model)
    {
        IFluidTemplate template = Parsed.GetOrAdd(name, Parse);
        return TextFile.ToLf(template.Render(new TemplateContext(model, Options), Encoder));
    }

    /// <summary>The text of an embedded file, e.g. "page.css", with LF line ends.</summary>
    /// <exception cref="InvalidOperationException">The library was built without it.</exception>
    public static string Text(string name)
    {
        using Stream file = Open(name) ?? throw new InvalidOperationException($"The library was built without {name}.");
        using StreamReader reader = new(file, Encoding.UTF8);
        return TextFile.ToLf(reader.ReadToEnd());
    }

    private static IFluidTemplate Parse(string name) =>
        Parser.TryParse(Text(WithExtension(name)), out IFluidTemplate template, out string error)
            ? template
            : throw new InvalidOperationException($"{WithExtension(name)}: {error}");

    private static string WithExtension(string name) => name.EndsWith(Extension, StringComparison.Ordinal) ? name : name + Extension;

    private static Stream? Open(string name) => typeof(PageTemplates).Assembly.GetManifestResourceStream(Prefix + name);

    // What `include` and `render` in a template look for.
    private sealed class EmbeddedTemplates : IFileProvider
    {
        public IFileInfo GetFileInfo(string subpath) => Open(subpath) is { } found
            ? new EmbeddedTemplate(subpath, found)
            : new NotFoundFileInfo(subpath);

        public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

        public IChangeToken Watch(string filter) => throw new NotSupportedException("Embedded templates do not change.");
    }

    private sealed class EmbeddedTemplate : IFileInfo
    {
        private readonly string name;

        public EmbeddedTemplate(string name, Stream opened)
        {
            this.name = name;
            Length = opened.Length;
            opened.Dispose();
        }

        public bool Exists => true;

        public bool IsDirectory => false;

        public DateTimeOffset LastModified => DateTimeOffset.UnixEpoch;

        public long Length { get; }

        public string Name => name;

        public string? PhysicalPath => null;

        public Stream CreateReadStream() => Open(name)!;
    }
}
