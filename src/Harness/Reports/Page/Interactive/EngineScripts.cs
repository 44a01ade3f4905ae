namespace RnnMemory.Reports.Page.Interactive;

/// <summary>The files of the engine in JavaScript, in the order in which they need each other.</summary>
internal static class EngineScripts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "engine.js", "numerics.js", "bytes.js", "sha256.js", "streams.js", "models.js", "cells.js", "readout.js", "network.js",
        "images.js", "training.js", "replay.js", "flip.js", "reading.js",
    ];
}
