using RnnMemory.Measures;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Mnist;

/// <summary>A sample of the data set as the pixels of a picture.</summary>
internal static class SamplePicture
{
    /// <summary>The pixels of an image in the order of a representation, [T, I], from 0 to 1.</summary>
    public static float[] Of(ImageSamples samples, ImageSample image, PixelMap map)
    {
        float[] pixels = new float[image.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = image.Pixels[map.Pixels[i]] / (float)samples.Maximum;
        }

        return pixels;
    }
}
