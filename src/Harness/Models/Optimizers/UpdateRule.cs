namespace RnnMemory.Models;

/// <summary>
/// An optimiser's arithmetic with its constants in binary32. <see cref="Step"/> is the specification: the scalar engine runs it,
/// and faster kernels give the same bits.
/// </summary>
public abstract class UpdateRule
{
    /// <summary>Called once before every update, for constants that change with time.</summary>
    /// <param name="updates">Updates made so far; the only state besides parameters and slots.</param>
    public virtual void Begin(long updates)
    {
    }

    /// <summary>
    /// Updates one parameter. Engines pad their arrays with zeros, so if all arguments are zero, the results must be zero.
    /// </summary>
    /// <param name="parameter">Its value.</param>
    /// <param name="gradient">Its gradient, after clipping.</param>
    /// <param name="slots">Its value in each slot; replaced by the new values.</param>
    /// <returns>The parameter's new value.</returns>
    public abstract float Step(float parameter, float gradient, Span<float> slots);
}
