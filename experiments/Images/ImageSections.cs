namespace RnnMemory.Experiments.Images;

/// <summary>The sections of the settings that hold <see cref="ImageSettings"/>.</summary>
internal static class ImageSections
{
    /// <summary>MNIST, as in the paper: the Mnist, Latency, Damage and Memory experiments.</summary>
    public const string Mnist = "Mnist";

    /// <summary>The embedded digits.</summary>
    public const string Digits = "Digits";
}
