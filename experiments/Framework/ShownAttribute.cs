namespace RnnMemory.Experiments.Framework;

/// <summary>
/// Marks a class, in the folder of an experiment, that makes a table or a figure. Its public static method Items takes the experiment's
/// settings and declares what it makes; <see cref="ShownItems"/> finds it, so that a new table needs only a new file and no entry in a list.
/// </summary>
/// <param name="place">Its place among what the experiment shows: smaller ones come first.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ShownAttribute(int place) : Attribute
{
    /// <summary>Its place among what the experiment shows: smaller ones come first.</summary>
    public int Place => place;
}
