using RnnMemory.Data;
using RnnMemory.Tasks;

namespace RnnMemory.Experiments.Images;

/// <summary>Training images as pictures.</summary>
internal static class ImagePictures
{
    /// <summary>The pixels of a training image in the order of a representation, [T, I], from 0 to 1.</summary>
    public static float[] Of(ImageDataSet set, int index, PixelMap map)
    {
        ReadOnlySpan<byte> image = set.Train.Image(index);
        float[] pixels = new float[image.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = image[map.Pixels[i]] / (float)set.Maximum;
        }

        return pixels;
    }
}
