// Images as sequences, as in Tasks/: which pixel a network sees at which step, and when its answer settles.
RnnEngine.define(function images(engine) {
    "use strict";

    // Labelled images of `size` pixels each. pixels [count, size]; `maximum` is the pixel value that becomes 1.
    class ImageSet {
        constructor(pixels, labels, size, maximum) {
            Object.assign(this, { pixels, labels, size, maximum, count: labels.length });
        }
    }

    // Puts images into inputs [T, B, I]. `map` [T, I] has the index of the pixel shown at step t as feature i.
    class ImageFeed {
        constructor(set, map, width, batch) {
            Object.assign(this, { set, map, width, batch, steps: map.length / width });
            this.inputs = new Float32Array(map.length * batch);
            this.targets = new Uint8Array(batch);
        }

        // Puts an image into row b; other rows keep what they had.
        fill(b, image) {
            const { set, map, width, batch, inputs } = this;
            for (let t = 0; t < this.steps; t++) {
                for (let i = 0; i < width; i++) {
                    inputs[(t * batch + b) * width + i] = set.pixels[image * set.size + map[t * width + i]] / set.maximum;
                }
            }

            this.targets[b] = set.labels[image];
        }
    }

    // 1 + the last step, counted from 1, whose answer differs from the final one (assumption D1).
    function latencyOf(answers) {
        let last = answers.length;
        while (last > 1 && answers[last - 2] === answers[answers.length - 1]) {
            last--;
        }

        return last;
    }

    Object.assign(engine, { ImageSet, ImageFeed, latencyOf });
});
