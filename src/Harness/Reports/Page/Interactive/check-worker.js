// What a web worker does with the engine: one replay, with reports on the way. The page starts it from text, since a page that was
// opened from disk can load no file.
(function () {
    "use strict";

    // The worker's own code. Messages out: { progress } from 0 to 1, then { rows }, or { error } in words.
    function work() {
        const reportEvery = 50;
        onmessage = ({ data: { images, run, epoch } }) => {
            try {
                const replay = globalThis.RnnEngine.replay(images, run, epoch);
                let next = Date.now(), step = replay.next();
                for (; !step.done; step = replay.next()) {
                    if (Date.now() >= next) {
                        postMessage({ progress: step.value });
                        next = Date.now() + reportEvery;
                    }
                }

                postMessage({ rows: step.value });
            } catch (error) {
                postMessage({ error: error.message });
            }
        };
    }

    globalThis.RnnCheckWorker = {
        // Starts a worker; `listen` gets its messages. Stop it with its terminate().
        start(message, listen) {
            const text = `${globalThis.RnnEngine.source()}(${work})();`;
            const address = URL.createObjectURL(new Blob([text], { type: "text/javascript" }));
            const worker = new Worker(address);
            worker.onmessage = event => listen(event.data);
            worker.onerror = event => {
                event.preventDefault();
                listen({ error: event.message || "this browser starts no worker for a page that was opened from disk" });
            };
            worker.postMessage(message);
            URL.revokeObjectURL(address);
            return worker;
        },
    };
})();
