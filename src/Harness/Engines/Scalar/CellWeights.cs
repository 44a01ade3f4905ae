using RnnMemory.Models;

namespace RnnMemory.Engines.Scalar;

/// <summary>The three tensors of a cell: Kernel [I, G·H], Recurrent [H, G·H], Bias [G·H].</summary>
internal readonly ref struct CellWeights
{
    public CellWeights(ModelSpec model, ReadOnlySpan<float> parameters)
    {
        int width = model.Cell.Gates() * model.Hidden;
        Kernel = parameters[..(model.Inputs * width)];
        Recurrent = parameters.Slice(Kernel.Length, model.Hidden * width);
        Bias = parameters.Slice(Kernel.Length + Recurrent.Length, width);
    }

    public ReadOnlySpan<float> Kernel { get; }

    public ReadOnlySpan<float> Recurrent { get; }

    public ReadOnlySpan<float> Bias { get; }
}

/// <summary>The gradients of <see cref="CellWeights"/>, in the same shapes.</summary>
internal readonly ref struct CellGradients
{
    public CellGradients(ModelSpec model, Span<float> gradients)
    {
        int width = model.Cell.Gates() * model.Hidden;
        Kernel = gradients[..(model.Inputs * width)];
        Recurrent = gradients.Slice(Kernel.Length, model.Hidden * width);
        Bias = gradients.Slice(Kernel.Length + Recurrent.Length, width);
    }

    public Span<float> Kernel { get; }

    public Span<float> Recurrent { get; }

    public Span<float> Bias { get; }

    public void Clear()
    {
        Kernel.Clear();
        Recurrent.Clear();
        Bias.Clear();
    }
}
