using Xunit;

namespace RnnMemory.Tests.Build;

/// <summary>The reader behind <see cref="LayersTests"/>, on sources in which the arrows are known.</summary>
public sealed class SourceReaderTests
{
    private static readonly (string Path, string Text)[] Low =
    [
        ("p/Low/Thing.cs", "namespace N.Low;\npublic class Thing { }\npublic delegate Thing Maker<T>(T from);"),
        ("p/Low/Helpers.cs", "namespace N.Low\n{\n  public readonly record struct Pair(Thing First);\n  enum Kind { One }\n}"),
    ];

    [Theory]
    [InlineData("using N.Low;", "N.Low", 1)]
    [InlineData("using static N.Low.Thing;", "N.Low.Thing", 1)]
    [InlineData("using T = N.Low.Thing;", "N.Low.Thing", 1)]
    [InlineData("namespace N.High;\nclass A { Low.Thing t; }", "Low.Thing", 2)]
    [InlineData("namespace N.High;\nclass A { N.Low.Kind k; }", "N.Low.Kind", 2)]
    [InlineData("namespace N.High;\nclass A\n{\n  object t = new global::N.Low.Pair(null);\n}", "N.Low.Pair", 4)]
    [InlineData("namespace N.High;\nclass A { string s = $\"a {{x}} {typeof(Low.Thing):f} b\"; }", "Low.Thing", 2)]
    [InlineData("namespace N.High;\nclass A { string s = $$\"\"\"\n  { {{nameof(Low.Kind)}} }\n  \"\"\"; }", "Low.Kind", 3)]
    [InlineData("namespace N.High;\nclass A { Low.Maker<int> m; }", "Low.Maker", 2)]
    public void Use_of_another_folder_is_an_arrow_with_its_line(string text, string name, int line)
    {
        Arrow arrow = Assert.Single(Read([.. Low, ("p/High/A.cs", text)]).Arrows());

        Assert.Equal(new Arrow("High", "Low", $"p/High/A.cs:{line}", name), arrow);
        Assert.Equal($"High -> Low: {name} in p/High/A.cs:{line}", arrow.ToString());
    }

    [Theory]
    [InlineData("// Low.Thing")]
    [InlineData("/* Low.Thing\n Low.Thing */")]
    [InlineData("/// <see cref=\"Low.Thing\"/>")]
    [InlineData("#region Low.Thing\n#endregion")]
    [InlineData("string a = \"\\\"Low.Thing\";")]
    [InlineData("string a = @\"\\\"; string b = @\"\"\"Low.Thing\";")]
    [InlineData("string a = \"\"\"\n \"Low.Thing\"\n \"\"\";")]
    [InlineData("string a = $\"{{Low.Thing}} {1,4:Low.Thing}\";")]
    [InlineData("char c = '\\'', d = '\"'; string a = \"Low.Thing\";")]
    [InlineData("object Low() => this.Low.Thing;")]
    [InlineData("object a = F(Thing: 1); int Thing; A x = new() { Thing = 2 };")]
    public void Comments_strings_and_names_of_members_are_no_arrows(string member) =>
        Assert.Empty(Read([.. Low, ("p/High/A.cs", $"namespace N.High;\nclass A\n{{\n{member}\n}}")]).Arrows());

    [Fact]
    public void Code_after_a_string_is_read_again()
    {
        SourceReader reader = Read([.. Low, ("p/High/A.cs", "namespace N.High;\nclass A { string s = \"//\";\nLow.Thing t; }")]);

        Assert.Equal("p/High/A.cs:3", Assert.Single(reader.Arrows()).Place);
    }

    [Fact]
    public void Type_of_the_inner_namespace_hides_the_outer_one()
    {
        SourceReader reader = Read(
            ("p/High/Thing.cs", "namespace N.High;\nclass Thing { Thing next; }"),
            ("p/Thing.cs", "namespace N;\nclass Thing { }"));

        Assert.Empty(reader.Arrows());
    }

    [Fact]
    public void Files_of_the_project_itself_are_a_folder()
    {
        SourceReader reader = Read(
            ("p/High/A.cs", "namespace N.High;\nclass A : Top { }"),
            ("p/Top.cs", "namespace N;\nclass Top { }"));

        Assert.Equal(new Arrow("High", SourceReader.Root, "p/High/A.cs:2", "Top"), Assert.Single(reader.Arrows()));
    }

    [Fact]
    public void Circle_is_printed_with_a_place_for_each_arrow()
    {
        SourceReader reader = Read(
            ("p/A/A.cs", "namespace N.A;\nclass One { B.Two next; }"),
            ("p/B/B.cs", "namespace N.B;\n\nclass Two { C.Three next; }"),
            ("p/C/C.cs", "using N.A;\nnamespace N.C;\nclass Three { }"),
            ("p/D/D.cs", "namespace N.D;\nclass Four { A.One first; }"));

        Assert.Equal(
            """
            A -> B -> C -> A
            A -> B: B.Two in p/A/A.cs:2
            B -> C: C.Three in p/B/B.cs:3
            C -> A: N.A in p/C/C.cs:1
            """,
            LayersTests.Circle(SourceReader.Circle(reader.Arrows())));
    }

    [Fact]
    public void Folders_in_order_make_no_circle() =>
        Assert.Empty(SourceReader.Circle(Read([.. Low, ("p/High/A.cs", "using N.Low;")]).Arrows()));

    private static SourceReader Read(params (string Path, string Text)[] files) =>
        new("p", [.. files.Select(file => new SourceFile(file.Path, file.Text))]);
}
