// A field of 28 x 28 pixels in which the reader draws, by pointer, finger or keyboard. Pixel values are those of MNIST: 0 blank, 255 ink.
(function () {
    "use strict";

    // In pixels: how far from the pen's middle ink is full, and where it ends.
    const fullInk = 0.6, endOfInk = 1.6;
    const moves = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

    class Drawing {
        // `side` pixels in each direction. `changed` is called after every change by the reader, `said` with words about the keyboard's
        // pen.
        constructor(canvas, side, maximum, changed, said) {
            Object.assign(this, { canvas, side, maximum, changed, said, pixels: new Uint8Array(side * side) });
            this.pen = [Math.floor(side / 2), Math.floor(side / 2)];
            this.last = null;
            canvas.addEventListener("pointerdown", event => this.pointerDown(event));
            canvas.addEventListener("pointermove", event => this.pointerMove(event));
            canvas.addEventListener("pointerup", () => { this.last = null; });
            canvas.addEventListener("pointercancel", () => { this.last = null; });
            canvas.addEventListener("keydown", event => this.keyDown(event));
            canvas.addEventListener("focus", () => this.show());
            canvas.addEventListener("blur", () => this.show());
        }

        // Shows other pixels.
        set(pixels) {
            this.pixels.set(pixels);
            this.show();
        }

        show() {
            globalThis.RnnPicture.paint(this.canvas, this.pixels, this.side, this.maximum);
            if (document.activeElement === this.canvas) {
                globalThis.RnnPicture.frame(this.canvas, this.side, [this.pen[1] * this.side + this.pen[0]]);
            }
        }

        place(event) {
            const { left, top, width, height } = this.canvas.getBoundingClientRect();
            return [(event.clientX - left) / width * this.side - 0.5, (event.clientY - top) / height * this.side - 0.5];
        }

        pointerDown(event) {
            if (event.button !== 0) {
                return;
            }

            this.canvas.setPointerCapture(event.pointerId);
            this.last = this.place(event);
            this.line(this.last, this.last);
        }

        pointerMove(event) {
            if (this.last) {
                const next = this.place(event);
                this.line(this.last, next);
                this.last = next;
            }
        }

        keyDown(event) {
            const move = moves[event.key];
            if (move) {
                const before = this.pen;
                this.pen = this.pen.map((value, i) => Math.min(this.side - 1, Math.max(0, value + move[i])));
                if (event.shiftKey) {
                    this.line(before, this.pen);
                }
            } else if (event.key === " ") {
                this.line(this.pen, this.pen);
            } else if (event.key === "Delete" || event.key === "Backspace") {
                this.pixels[this.pen[1] * this.side + this.pen[0]] = 0;
                this.changed();
            } else {
                return;
            }

            event.preventDefault();
            this.show();
            const ink = this.pixels[this.pen[1] * this.side + this.pen[0]] > this.maximum / 2 ? "ink" : "blank";
            this.said(`Row ${this.pen[1] + 1}, column ${this.pen[0] + 1}: ${ink}.`);
        }

        // Ink along a line, with soft edges like those of MNIST's images.
        line([x0, y0], [x1, y1]) {
            const steps = Math.max(1, Math.ceil(4 * Math.hypot(x1 - x0, y1 - y0)));
            for (let step = 0; step <= steps; step++) {
                this.dot(x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps);
            }

            this.show();
            this.changed();
        }

        dot(x, y) {
            const reach = value => [Math.max(0, Math.ceil(value - endOfInk)), Math.min(this.side - 1, Math.floor(value + endOfInk))];
            const [left, right] = reach(x), [top, bottom] = reach(y);
            for (let row = top; row <= bottom; row++) {
                for (let column = left; column <= right; column++) {
                    const distance = Math.hypot(column - x, row - y);
                    const share = Math.min(1, Math.max(0, (endOfInk - distance) / (endOfInk - fullInk)));
                    const at = row * this.side + column;
                    this.pixels[at] = Math.max(this.pixels[at], Math.round(this.maximum * share));
                }
            }
        }
    }

    globalThis.RnnDrawing = Drawing;
})();
