using RnnMemory.Experiments.Framework;
using Xunit;

namespace RnnMemory.Tests.Experiments
{
    public sealed class ShownItemsTests
    {
        [Fact]
        public void Classes_beside_an_experiment_are_found_by_their_mark_in_the_order_of_their_places() =>
            Assert.Equal(["First 7", "Second 7", "Third 7"], ShownItems.Of(typeof(ShownSamples.Ordered.Experiment), 7).Select(item => item.Name));

        [Fact]
        public void Two_classes_in_one_place_are_named() => Assert.Equal(
            "One and Other of Experiment both want place 3; give one another number.",
            Assert.Throws<InvalidOperationException>(() => ShownItems.Of(typeof(ShownSamples.Doubled.Experiment), 7)).Message);

        [Fact]
        public void Marked_class_that_declares_nothing_is_named() => Assert.Equal(
            "Mute is marked as shown, but has no public static method Items.",
            Assert.Throws<InvalidOperationException>(() => ShownItems.Of(typeof(ShownSamples.Silent.Experiment), 7)).Message);
    }
}

namespace RnnMemory.Tests.Experiments.ShownSamples
{
    internal static class Named
    {
        public static Item Item(string name, int setting) => new($"{name} {setting}", ItemKind.Table, "a sample", _ => throw new NotSupportedException());
    }
}

namespace RnnMemory.Tests.Experiments.ShownSamples.Ordered
{
    internal sealed class Experiment;

    [Shown(place: 20)]
    internal static class Later
    {
        public static IReadOnlyList<Item> Items(int setting) => [Named.Item("Second", setting), Named.Item("Third", setting)];
    }

    [Shown(place: 3)]
    internal static class Sooner
    {
        public static IReadOnlyList<Item> Items(int setting) => [Named.Item("First", setting)];
    }
}

namespace RnnMemory.Tests.Experiments.ShownSamples.Doubled
{
    internal sealed class Experiment;

    [Shown(place: 3)]
    internal static class One;

    [Shown(place: 3)]
    internal static class Other;
}

namespace RnnMemory.Tests.Experiments.ShownSamples.Silent
{
    internal sealed class Experiment;

    [Shown(place: 1)]
    internal static class Mute;
}
