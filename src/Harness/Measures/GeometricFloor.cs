using RnnMemory.Data;
using RnnMemory.Tasks;

namespace RnnMemory.Measures;

/// <summary>The last step at which an image still shows ink; no model can know the whole image earlier (assumption D7).</summary>
public static class GeometricFloor
{
    /// <summary>Mean over the first images of the last step, counted from 1, that shows a pixel above 0; a blank image counts 0.</summary>
    /// <param name="images">The images.</param>
    /// <param name="map">How they are shown.</param>
    /// <param name="count">Number of images, the first ones; null for all.</param>
    public static double MeanLastInk(ImageSet images, PixelMap map, int? count = null)
    {
        long sum = 0;
        int measured = count ?? images.Count;
        for (int index = 0; index < measured; index++)
        {
            ReadOnlySpan<byte> image = images.Image(index);
            int position = map.Pixels.Length - 1;
            while (position >= 0 && image[map.Pixels[position]] == 0)
            {
                position--;
            }

            sum += position < 0 ? 0 : (position / map.Width) + 1;
        }

        return (double)sum / measured;
    }
}
