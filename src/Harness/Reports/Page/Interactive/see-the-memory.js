// The section "See the memory": an image, a network that reads it step by step, and all seven side by side.
globalThis.RnnWhenNear(document.getElementById("see-the-memory"), () => {
    "use strict";

    const carried = JSON.parse(document.getElementById("see-the-memory-data").textContent);
    const control = name => document.getElementById(`memory-${name}`);
    const side = carried.rows, classes = 10;
    const samples = globalThis.RnnEngine.bytesOfBase64(carried.samples);
    const svg = "http://www.w3.org/2000/svg";

    // In milliseconds: from the last change of a drawing to its reading, between two steps of rows, and the whole playing of pixels.
    const waitAfterDrawing = 150, betweenSteps = 250, wholePlay = 15000;
    const readers = new Map();
    let readings = new Map();
    let timer = 0, playing = 0, unread = false;

    const sayPen = text => { control("pen").textContent = text; };
    const drawing = new globalThis.RnnDrawing(control("drawing"), side, carried.maximum, drawn, sayPen);

    // Networks are unpacked when they are first needed.
    function readerOf(index) {
        if (!readers.has(index)) {
            readers.set(index, new globalThis.RnnEngine.Reader(carried.networks[index], carried.maximum));
        }

        return readers.get(index);
    }

    function readingOf(index) {
        if (!readings.has(index)) {
            readings.set(index, readerOf(index).read(drawing.pixels));
        }

        return readings.get(index);
    }

    const percent = probability => `${(100 * probability).toFixed(1)} %`;
    const current = () => Number(control("network").value);
    const step = () => Number(control("step").value);

    function drawn() {
        control("sample").value = "";
        stop();
        clearTimeout(timer);
        unread = true;
        timer = setTimeout(read, waitAfterDrawing);
    }

    // A step is chosen of the image that is there now: a later reading would show its own last step instead.
    function readIfDrawn() {
        const chosen = step();
        if (unread) {
            read();
            control("step").value = chosen;
        }
    }

    function takeSample() {
        const digit = Number(control("sample").value);
        drawing.set(samples.subarray(digit * side * side, (digit + 1) * side * side));
        read();
    }

    // Reads the image anew: with the chosen network at once, then with the others, one after the other, so that the page stays responsive.
    function read() {
        stop();
        unread = false;
        readings = new Map();
        showNetwork();
        clearTimeout(timer);
        readNext(0);
    }

    function readNext(index) {
        timer = 0;
        if (index < carried.networks.length) {
            showRow(index);
            timer = setTimeout(() => readNext(index + 1), 0);
        }
    }

    // Of a drawing nobody knows the right answer.
    function judged(answer) {
        const digit = control("sample").value;
        return digit === "" ? "" : answer === Number(digit) ? " ✓ right" : " ✗ wrong";
    }

    function showRow(index) {
        const { answers, probabilities, latency } = readingOf(index);
        const steps = answers.length, answer = answers[steps - 1];
        const cells = control("all").tBodies[0].rows[index].cells;
        const values = [answer + judged(answer), percent(probabilities[(steps - 1) * classes + answer]), latency, steps];
        values.forEach((value, i) => { cells[i + 1].textContent = value; });
    }

    // Shows the chosen network from its last step.
    function showNetwork() {
        const { answers } = readingOf(current());
        control("step").max = answers.length;
        control("step").value = answers.length;
        showAnswers();
        showStep();
    }

    function nameOfStep(t) {
        const { map, model, step: kind } = carried.networks[current()];
        const pixel = map[(t - 1) * model.inputs];
        const row = Math.floor(pixel / side) + 1, column = pixel % side + 1;
        if (kind === "pixel") {
            return `the pixel in row ${row}, column ${column}`;
        }

        return kind === "row" ? `row ${row}` : `column ${column}`;
    }

    // Words for assistive technology are given only when the reader chose the step; playing would be a flood of them.
    function showStep() {
        const index = current(), t = step();
        const { map, model } = carried.networks[index];
        const { answers, probabilities, latency } = readingOf(index);
        const seen = new Uint8Array(side * side);
        map.slice(0, t * model.inputs).forEach(pixel => { seen[pixel] = 1; });
        globalThis.RnnPicture.paint(control("seen"), drawing.pixels, side, carried.maximum, seen);
        globalThis.RnnPicture.frame(control("seen"), side, map.slice((t - 1) * model.inputs, t * model.inputs));
        control("seen-text").textContent =
            `Step ${t} of ${answers.length} shows ${nameOfStep(t)}; seen so far: ${t * model.inputs} of ${side * side} pixels. `
            + "Pixels not yet seen are hatched.";
        control("step").setAttribute("aria-valuetext", `step ${t} of ${answers.length}`);
        const answer = answers[t - 1], now = probabilities.subarray((t - 1) * classes, t * classes);
        showProbabilities(now, answer);
        const settled = t >= latency ? `settled since step ${latency}` : `it will settle at step ${latency}`;
        control("answer").setAttribute("aria-live", playing ? "off" : "polite");
        control("answer").textContent =
            `After step ${t} of ${answers.length} the answer is ${answer}, with probability ${percent(now[answer])}; ${settled}.`;
        markStep();
    }

    // The line of the shown step in the chart of answers.
    function markStep() {
        const x = placeOf(step(), Number(control("step").max));
        const line = control("answers").querySelector(".step");
        line.setAttribute("x1", x);
        line.setAttribute("x2", x);
    }

    function showProbabilities(values, answer) {
        const rows = control("probabilities").tBodies[0].rows;
        values.forEach((probability, digit) => {
            const [name, number, bar] = rows[digit].cells;
            name.textContent = digit === answer ? `${digit} ◂ answer` : digit;
            number.textContent = percent(probability);
            bar.firstChild.style.width = `${100 * probability}%`;
        });
    }

    // The chart is as wide as its place, so that its text has the same size on a phone.
    const widthOfChart = () => Math.max(240, control("answers").clientWidth);
    const placeOf = (t, steps) => 20 + (widthOfChart() - 30) * (t - 1) / (steps - 1);
    const heightOf = answer => 120 - 11 * answer;

    function draw(tag, attributes, text = "") {
        const made = document.createElementNS(svg, tag);
        Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, value));
        made.textContent = text;
        return made;
    }

    // The answer after each step as a stepped line; the dashed line is where it settles.
    function showAnswers() {
        const { answers, latency } = readingOf(current());
        const steps = answers.length;
        let path = "";
        answers.forEach((answer, i) => {
            path += `${i === 0 ? "M" : "H"}${placeOf(i + 1, steps)}${i === 0 ? "," : "V"}${heightOf(answer)}`;
        });
        const settled = placeOf(latency, steps);
        const labels = [0, 3, 6, 9].map(digit => draw("text", { x: 12, y: heightOf(digit) + 4, "text-anchor": "end" }, digit));
        control("answers").setAttribute("viewBox", `0 0 ${widthOfChart()} 150`);
        control("answers").replaceChildren(
            ...labels,
            draw("text", { x: placeOf(1, steps), y: 145 }, "step 1"),
            draw("text", { x: placeOf(steps, steps), y: 145, "text-anchor": "end" }, `step ${steps}`),
            draw("line", { class: "step", y1: 15, y2: 125 }),
            draw("line", { class: "settled", x1: settled, x2: settled, y1: 15, y2: 125 }),
            draw("path", { class: "answers", d: path }));
        control("answers-caption").textContent =
            `The answer after each of ${steps} steps. It settles on ${answers[steps - 1]} at step ${latency} (dashed line), its latency.`;
        control("runs").tBodies[0].replaceChildren(...runsOf(answers).map(([first, last, answer]) => {
            const row = document.createElement("tr");
            row.insertCell().textContent = first === last ? first : `${first} to ${last}`;
            row.insertCell().textContent = answer;
            return row;
        }));
    }

    // Runs of equal answers: first step, last step, answer.
    function runsOf(answers) {
        const runs = [];
        answers.forEach((answer, i) => {
            if (i > 0 && answer === answers[i - 1]) {
                runs[runs.length - 1][1] = i + 1;
            } else {
                runs.push([i + 1, i + 1, answer]);
            }
        });
        return runs;
    }

    function play() {
        const steps = Number(control("step").max);
        const between = Math.min(betweenSteps, wholePlay / steps);
        let shown = step() < steps ? step() : 0;
        const start = performance.now() - shown * between;
        control("play").textContent = "Pause";
        playing = setInterval(() => {
            shown = Math.min(steps, Math.max(1, Math.floor((performance.now() - start) / between)));
            control("step").value = shown;
            if (shown === steps) {
                stop();
            }

            showStep();
        }, between);
    }

    function stop() {
        clearInterval(playing);
        playing = 0;
        control("play").textContent = "Play";
    }

    control("probabilities").tBodies[0].replaceChildren(...Array.from({ length: classes }, () => {
        const row = document.createElement("tr");
        const name = document.createElement("th");
        name.scope = "row";
        const bar = document.createElement("div");
        bar.className = "memory-bar";
        row.append(name);
        row.insertCell();
        row.insertCell().append(bar);
        return row;
    }));
    control("sample").addEventListener("change", takeSample);
    control("network").addEventListener("change", () => {
        stop();
        showNetwork();
    });
    control("step").addEventListener("input", () => {
        stop();
        readIfDrawn();
        showStep();
    });
    control("play").addEventListener("click", () => {
        if (playing) {
            stop();
            showStep();
        } else {
            readIfDrawn();
            play();
        }
    });
    control("clear").addEventListener("click", () => {
        drawing.set(new Uint8Array(side * side));
        drawn();
    });
    for (const colours of ["(prefers-color-scheme: dark)", "print"]) {
        matchMedia(colours).addEventListener("change", () => {
            drawing.show();
            showStep();
        });
    }

    control("sample").value = "7";
    takeSample();
    new ResizeObserver(() => {
        showAnswers();
        markStep();
    }).observe(control("answers"));

    // Paper waits for no network.
    return () => {
        if (timer) {
            read();
            clearTimeout(timer);
            timer = 0;
            carried.networks.forEach((_, index) => showRow(index));
        }
    };
});
