// Paints small images into canvases, in the page's own colours.
(function () {
    "use strict";

    const colour = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

    // Paints `pixels` of a square image. Where `seen` is given, pixels that it does not have are hatched.
    function paint(canvas, pixels, side, maximum, seen = null) {
        const context = canvas.getContext("2d");
        const size = canvas.width / side;
        context.globalAlpha = 1;
        context.fillStyle = colour("--paper");
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.strokeStyle = colour("--line");
        context.lineWidth = 1;
        const ink = colour("--ink");
        pixels.forEach((value, at) => {
            const x = at % side * size, y = Math.floor(at / side) * size;
            if (seen && !seen[at]) {
                context.globalAlpha = 1;
                context.beginPath();
                context.moveTo(x, y + size);
                context.lineTo(x + size, y);
                context.stroke();
            } else {
                context.globalAlpha = value / maximum;
                context.fillStyle = ink;
                context.fillRect(x, y, size, size);
            }
        });
        context.globalAlpha = 1;
    }

    // Frames pixels, e.g. those of the step that is shown.
    function frame(canvas, side, places) {
        const context = canvas.getContext("2d");
        const size = canvas.width / side;
        context.strokeStyle = colour("--accent");
        context.lineWidth = 2;
        for (const at of places) {
            context.strokeRect(at % side * size + 1, Math.floor(at / side) * size + 1, size - 2, size - 2);
        }
    }

    globalThis.RnnPicture = { paint, frame };
})();
