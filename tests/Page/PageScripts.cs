namespace RnnMemory.Tests.Page;

/// <summary>Functions in JavaScript that the tests call within the opened page, in every browser.</summary>
internal static class PageScripts
{
    /// <summary>Goes to the element of that selector as a reader does, and waits until what is built near the view is there.</summary>
    public const string GoTo =
        """
        async selector => {
            document.querySelector(selector).scrollIntoView();
            for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
        }
        """;

    /// <summary>Goes to every section and figure, one after the other, then back to the top.</summary>
    public const string ReadThrough =
        """
        async () => {
            for (const part of [...document.querySelectorAll('section, figure'), document.body]) {
                part.scrollIntoView();
                for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
            }
        }
        """;

    public const string OpenDetails = "() => document.querySelectorAll('details').forEach(details => { details.open = true; })";

    /// <summary>Elements that make the page wider than its window.</summary>
    public const string TooWide =
        """
        () => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
            [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                .slice(0, 5).map(e => e.outerHTML.slice(0, 120))
        """;

    /// <summary>Figures that are not drawn by their script, or show next to nothing, or have no table.</summary>
    public const string EmptyFigures =
        """
        () => [...document.querySelectorAll('figure.chart')].filter(figure => {
            const svg = figure.querySelector('svg');
            if (!svg || (figure.dataset.chart && !figure.querySelector('.legend.controls'))) return true;
            const box = svg.getBoundingClientRect();
            return box.width < 100 || box.height < 80 || svg.querySelectorAll('path, polyline, circle, line, rect, text').length < 5
                || !figure.querySelector('table tbody tr');
        }).map(figure => figure.id || figure.outerHTML.slice(0, 120))
        """;

    /// <summary>The shown answer after a stroke and, at once, the choice of step 3; read when the wait after a drawing is over.</summary>
    public const string AnswerOfStepChosenWhileDrawing =
        """
        async () => {
            const drawing = document.getElementById("memory-drawing"), step = document.getElementById("memory-step");
            drawing.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowRight", shiftKey: true }));
            step.value = 3;
            step.dispatchEvent(new Event("input"));
            await new Promise(resolve => setTimeout(resolve, 300));
            return document.getElementById("memory-answer").textContent;
        }
        """;

    /// <summary>Where the page's networks have another answer than <see cref="Interactive.StepAnswers"/> after a step, or other hidden states.</summary>
    public const string DifferentAnswers =
        """
        json => {
            const engine = RnnEngine, golden = JSON.parse(json), different = [];
            const carried = JSON.parse(document.getElementById("see-the-memory-data").textContent);
            for (const network of golden.networks) {
                const reader = new engine.Reader(carried.networks.find(other => other.name === network.name), carried.maximum);
                network.images.forEach((image, at) => {
                    const reading = reader.read(engine.bytesOfBase64(golden.images[at]));
                    if (Array.from(reading.answers).join("") !== image.answers || reading.latency !== image.latency) {
                        different.push(`${network.name}, image ${at}: ${reading.answers}, latency ${reading.latency}`);
                    }
                    if (engine.hashOfParameters(reader.network.cell.hidden) !== image.states) {
                        different.push(`${network.name}, image ${at}: other hidden states`);
                    }
                });
            }
            return different;
        }
        """;

    /// <summary>Where the page's arithmetic gives something else than <see cref="Interactive.ArithmeticAnswers"/>.</summary>
    public const string DifferentArithmetic =
        """
        json => {
            const engine = RnnEngine, golden = JSON.parse(json), different = [];
            const floats = text => engine.floatsOfBytes(engine.bytesOfBase64(text));
            for (const [name, { inputs, outputs }] of Object.entries(golden.functions)) {
                const terms = inputs.map(floats), expected = floats(outputs);
                const wrong = expected.findIndex((value, i) => !Object.is(Math.fround(engine[name](...terms.map(term => term[i]))), value));
                if (wrong >= 0 || expected.length < 1000) different.push(`${name} at ${wrong} of ${expected.length}`);
            }
            for (const [n, expected] of Object.entries(golden.permutations)) {
                const made = Array.from(new engine.RandomStream(7, `shuffle/${n}`).permutation(Number(n)));
                if (made.join() !== expected.join()) different.push(`permutation of ${n}`);
            }
            return different;
        }
        """;
}
