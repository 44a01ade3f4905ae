// The section "Check it here": choices, the worker that trains, and the comparison with the record.
globalThis.RnnWhenNear(document.getElementById("check-it-here"), () => {
    "use strict";

    const carried = JSON.parse(document.getElementById("check-it-here-data").textContent);
    const control = name => document.getElementById(`check-${name}`);
    const names = {
        dataHash: "SHA-256 of the images",
        startHash: "SHA-256 of the stored state before training",
        updates: "updates since the start",
        loss: "training loss",
        accuracy: "training accuracy while the weights move",
        vacc: "test accuracy",
        vloss: "test loss",
        "train-acc": "training accuracy at the epoch's end",
        "vacc-even": "test accuracy, images of even index",
        "vacc-odd": "test accuracy, images of odd index",
        latency: "mean latency in steps",
        "latency-right": "mean latency of right answers",
        "live-units": "live hidden units",
        parametersHash: "SHA-256 of the parameters",
        stateHash: "SHA-256 of the whole training state",
    };
    let worker = null;

    const currentRun = () => carried.runs[control("run").value];

    function epochText(run, epoch) {
        const start = globalThis.RnnEngine.startOf(run, epoch);
        const first = start ? start.epoch : 0;
        const from = start ? `the state after epoch ${start.epoch - 1}` : "the seed";
        const count = epoch - first + 1;
        return `${epoch}: from ${from}, ${count} ${count === 1 ? "epoch" : "epochs"} to train`;
    }

    function listEpochs() {
        const run = currentRun();
        control("epoch").replaceChildren(...run.epochs.map(({ epoch }) => new Option(epochText(run, epoch), epoch)));
        control("epoch").value = run.epochs.length - 1;
        allowFlips();
    }

    // An epoch that starts from the seed has no stored state in which a bit could be changed.
    function allowFlips() {
        const flip = control("flip");
        for (const option of flip.options) {
            const possible = globalThis.RnnEngine.canFlip(option.value, currentRun(), Number(control("epoch").value));
            option.disabled = !possible;
            if (!possible && option.selected) {
                flip.value = "";
            }
        }
    }

    function say(text, ...more) {
        control("status").replaceChildren(text, ...more);
    }

    function element(tag, text, className) {
        const made = document.createElement(tag);
        made.textContent = text;
        made.className = className || "";
        return made;
    }

    const verdict = equal => element("span", equal ? "✓ equal" : "✗ DIFFERENT", equal ? "verdict good" : "verdict bad");

    function tableOf(rows) {
        const table = element("table", "", "data");
        table.createCaption().textContent = "Recorded, and trained again in this browser";
        const head = table.createTHead().insertRow();
        for (const title of ["epoch", "what", "recorded", "now", "verdict"]) {
            const cell = element("th", title);
            cell.scope = "col";
            head.append(cell);
        }

        const body = table.createTBody();
        for (const row of rows) {
            const line = body.insertRow();
            line.insertCell().textContent = row.epoch === null ? "–" : row.epoch;
            const heading = element("th", names[row.what] || row.what);
            heading.scope = "row";
            line.append(heading);
            for (const value of [row.recorded, row.now]) {
                line.insertCell().append(element(typeof value === "string" ? "code" : "span", String(value)));
            }

            line.insertCell().append(verdict(row.equal));
        }

        return table;
    }

    // Names what differs, in the order in which it was compared: a changed start state comes before its effects.
    function placesOf(different) {
        const most = 4;
        const named = different.slice(0, most).map(row => {
            const tensors = row.what === "startHash" ? `; changed: ${row.place || "its counters"}` : "";
            return (names[row.what] || row.what) + (row.epoch === null ? "" : ` (epoch ${row.epoch}${tensors})`);
        });
        return named.join(", ") + (different.length > most ? ` and ${different.length - most} more` : "");
    }

    function show(rows, seconds, flipped) {
        const different = rows.filter(row => !row.equal);
        const took = `Training took ${seconds.toFixed(1)} s in this browser.`;
        const changed = flipped ? ` Before, this page changed ${flipped}.` : "";
        if (different.length === 0) {
            say(verdict(true), `: all ${rows.length} comparisons with the record. ${took}${changed}`);
        } else {
            const count = `${different.length} of ${rows.length} comparisons with the record`;
            say(verdict(false), `: ${count}: ${placesOf(different)}. ${took}${changed}`);
        }

        control("results").replaceChildren(tableOf(rows));
        control("results").hidden = false;
    }

    function finish() {
        worker.terminate();
        worker = null;
        control("train").disabled = false;
        control("stop").disabled = true;
    }

    function train() {
        const epoch = Number(control("epoch").value);
        const message = copyOf({ images: carried.images, run: currentRun(), epoch });
        const place = control("flip").value;
        const flipped = place === "" ? "" : globalThis.RnnEngine.flip(place, message, n => Math.floor(Math.random() * n));
        const start = performance.now();
        control("train").disabled = true;
        control("stop").disabled = false;
        control("results").hidden = true;
        control("progress").value = 0;
        say(`Training epoch ${epoch} again.`);
        worker = globalThis.RnnCheckWorker.start(message, ({ progress, rows, error }) => {
            if (progress !== undefined) {
                control("progress").value = progress;
                return;
            }

            finish();
            if (rows) {
                control("progress").value = 1;
                show(rows, (performance.now() - start) / 1000, flipped);
            } else {
                say(verdict(false), `: training stopped, because ${error}.${flipped ? ` Before, this page changed ${flipped}.` : ""}`);
            }
        });
    }

    function copyOf(value) {
        return JSON.parse(JSON.stringify(value));
    }

    control("run").addEventListener("change", listEpochs);
    control("epoch").addEventListener("change", allowFlips);
    control("train").addEventListener("click", train);
    control("stop").addEventListener("click", () => {
        finish();
        control("train").focus();
        say("Stopped. Nothing was compared.");
    });
    listEpochs();
});
