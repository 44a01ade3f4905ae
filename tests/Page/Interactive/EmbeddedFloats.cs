using System.Runtime.InteropServices;
using System.Text.Json;

namespace RnnMemory.Tests.Page.Interactive;

/// <summary>Reads binary32 values out of the page's data.</summary>
internal static class EmbeddedFloats
{
    /// <summary>The values of a base64 text; tests run on little-endian machines.</summary>
    public static float[] Of(JsonElement text) => MemoryMarshal.Cast<byte, float>(text.GetBytesFromBase64()).ToArray();
}
