// Draws the charts whose plotted numbers the page carries, and answers pointer and keyboard. Each chart already has a drawing of its own
// for readers without scripts; this one replaces it.
(() => {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";
  const MARGIN = { left: 58, right: 12, top: 10, bottom: 44 };
  const MARKERS_PER_CURVE = 7;
  const KEYS = "Left and right arrow keys read the values.";

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }

    made.append(...children);
    return made;
  };

  const html = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      made.setAttribute(key, value);
    }

    made.append(...children);
    return made;
  };

  // The multiples of 1, 2 or 5 times a power of ten from low to high, about so many.
  const niceTicks = (low, high, count) => {
    const rough = (high - low) / count;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(digit => digit * power).find(size => size >= rough * 0.999);
    const ticks = [];
    for (let at = Math.ceil(low / step - 1e-9); at * step <= high + step * 1e-9; at++) {
      ticks.push(Number((at * step).toPrecision(12)));
    }

    return ticks;
  };

  const decades = (low, high) => {
    const ticks = [];
    for (let power = Math.floor(Math.log10(low)); 10 ** power <= high * 1.0001; power++) {
      for (const digit of [1, 2, 5]) {
        const tick = Number((digit * 10 ** power).toPrecision(3));
        if (tick >= low * 0.999 && tick <= high * 1.001) {
          ticks.push(tick);
        }
      }
    }

    return ticks;
  };

  const grouped = value => Number(value.toPrecision(6)).toLocaleString("en", { maximumFractionDigits: 6 });

  const shape = (kind, x, y) => {
    const r = 3.5;
    const points = {
      1: [[-r, -r], [r, -r], [r, r], [-r, r]],
      2: [[0, -r - 1], [r + 1, r], [-r - 1, r]],
      3: [[0, -r - 1.5], [r + 1.5, 0], [0, r + 1.5], [-r - 1.5, 0]],
      4: [[0, r + 1], [r + 1, -r], [-r - 1, -r]],
      5: [[-r, 0], [0, -r], [r, 0], [r, r], [-r, r]],
    }[kind % 6];
    return points
      ? element("path", { d: "M" + points.map(([dx, dy]) => `${(x + dx).toFixed(1)},${(y + dy).toFixed(1)}`).join(" ") + "Z" })
      : element("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r });
  };

  class Chart {
    constructor(figure, data) {
      this.data = data;
      this.plot = figure.querySelector(".plot");
      this.shown = data.curves.map(() => true);
      this.isLog = false;
      this.cursor = null;
      this.abscissae = [...new Set(data.curves.flatMap(curve => curve.x))].sort((a, b) => a - b);
      this.places = data.curves.map(curve => new Map(curve.x.map((x, i) => [x, i])));
      this.readout = html("p", { class: "readout", "aria-live": "polite" });
      this.plot.after(this.controls(), this.readout);
      figure.querySelector(".legend.static").remove();
      this.plot.setAttribute("aria-label", `${data.title}. ${KEYS}`);
      this.plot.addEventListener("pointermove", event => this.point(event));
      this.plot.addEventListener("pointerdown", event => this.point(event));
      this.plot.addEventListener("pointerleave", () => this.move(null));
      this.plot.addEventListener("blur", () => this.move(null));
      this.plot.addEventListener("keydown", event => this.key(event));
      // In the next frame, since drawing changes the height of what is observed.
      new ResizeObserver(() => requestAnimationFrame(() => this.resize())).observe(this.plot);
      this.resize();
      this.tell();
    }

    controls() {
      const legend = html("div", { class: "legend controls", role: "group", "aria-label": "Curves" });
      this.data.curves.forEach((curve, at) => {
        const marker = shape(at, 18, 5);
        marker.setAttribute("class", `marker c${curve.color}`);
        const button = html("button", { type: "button", "aria-pressed": "true" },
          element("svg", { class: "sample", viewBox: "0 0 36 10", "aria-hidden": "true" },
            element("line", { class: `curve c${curve.color} d${curve.dash}`, x1: 1, y1: 5, x2: 35, y2: 5 }), marker),
          curve.label + (curve.seeds > 0 ? ` (${curve.seeds} seeds)` : ""));
        button.addEventListener("click", () => {
          this.shown[at] = !this.shown[at];
          button.setAttribute("aria-pressed", String(this.shown[at]));
          this.draw();
          this.tell();
        });
        legend.append(button);
      });
      const log = html("button", { type: "button", class: "axis-toggle", "aria-pressed": "false" }, "Logarithmic axis");
      log.addEventListener("click", () => {
        this.isLog = !this.isLog;
        log.setAttribute("aria-pressed", String(this.isLog));
        this.draw();
      });
      legend.append(log);
      return legend;
    }

    // Places of the abscissae that the axis can show: a logarithmic one begins above zero.
    visibleX() {
      return this.isLog ? this.abscissae.filter(x => x > 0) : this.abscissae;
    }

    resize() {
      const width = Math.round(this.plot.clientWidth);
      if (width > 0 && width !== this.width) {
        this.width = width;
        this.height = Math.round(Math.min(400, Math.max(250, width * 0.58)));
        this.draw();
      }
    }

    scales() {
      const { curves, baselines, xFrom, yFrom } = this.data;
      const xs = this.visibleX();
      const shown = curves.filter((_, at) => this.shown[at]);
      const all = (shown.length > 0 ? shown : curves).flatMap(curve => [...(curve.low ?? curve.y), ...(curve.high ?? curve.y)])
        .concat(baselines.map(baseline => baseline.y));
      const low = yFrom ?? all.reduce((a, b) => Math.min(a, b)), high = all.reduce((a, b) => Math.max(a, b));
      const pad = (high - low || 1) * 0.04;
      const first = this.isLog ? xs[0] : xFrom ?? xs[0], last = xs[xs.length - 1];
      const place = this.isLog ? Math.log10 : value => value;
      const across = this.width - MARGIN.left - MARGIN.right, down = this.height - MARGIN.top - MARGIN.bottom;
      return {
        low: low - (yFrom === undefined ? pad : 0), high: high + pad, first, last,
        x: value => MARGIN.left + (place(value) - place(first)) / (place(last) - place(first) || 1) * across,
        y: value => MARGIN.top + (high + pad - Math.max(value, low - (yFrom === undefined ? pad : 0)))
          / (high + pad - low + (yFrom === undefined ? pad : 0)) * down,
      };
    }

    draw() {
      if (!this.width) {
        return;
      }

      const scale = this.scales();
      this.scale = scale;
      const svg = element("svg", { viewBox: `0 0 ${this.width} ${this.height}`, "aria-hidden": "true" });
      const right = this.width - MARGIN.right, bottom = this.height - MARGIN.bottom;
      for (const tick of niceTicks(scale.low, scale.high, this.height / 55)) {
        svg.append(
          element("line", { class: "grid", x1: MARGIN.left, x2: right, y1: scale.y(tick), y2: scale.y(tick) }),
          element("text", { class: "tick", x: MARGIN.left - 6, y: scale.y(tick) + 4, "text-anchor": "end" }, grouped(tick)));
      }

      let free = -Infinity;
      for (const tick of this.isLog ? decades(scale.first, scale.last) : niceTicks(scale.first, scale.last, this.width / 90)) {
        const x = scale.x(tick);
        if (x - free > 44) {
          svg.append(
            element("line", { class: "axis", x1: x, x2: x, y1: bottom, y2: bottom + 4 }),
            element("text", { class: "tick", x, y: bottom + 17, "text-anchor": x > right - 24 ? "end" : "middle" }, grouped(tick)));
          free = x;
        }
      }

      svg.append(
        element("line", { class: "axis", x1: MARGIN.left, x2: right, y1: bottom, y2: bottom }),
        element("text", { class: "label", x: (MARGIN.left + right) / 2, y: this.height - 5, "text-anchor": "middle" }, this.data.xLabel));
      for (const baseline of this.data.baselines) {
        svg.append(element("line", { class: "baseline", x1: MARGIN.left, x2: right, y1: scale.y(baseline.y), y2: scale.y(baseline.y) }));
      }

      this.data.curves.forEach((curve, at) => this.shown[at] && this.drawCurve(svg, curve, at));
      for (const baseline of this.data.baselines) {
        svg.append(element("text", { class: "tick on-top", x: right, y: scale.y(baseline.y) - 4, "text-anchor": "end" }, baseline.label));
      }

      this.mark = element("g", { class: "mark" });
      svg.append(this.mark);
      this.plot.replaceChildren(svg);
      this.drawCursor();
    }

    drawCurve(svg, curve, at) {
      const points = curve.x.map((x, i) => i).filter(i => !this.isLog || curve.x[i] > 0);
      const path = (values, order) => order.map(i => `${this.scale.x(curve.x[i]).toFixed(1)},${this.scale.y(values[i]).toFixed(1)}`).join(" ");
      if (curve.low) {
        svg.append(element("path", { class: `band c${curve.color}`, d: `M${path(curve.high, points)} ${path(curve.low, [...points].reverse())}Z` }));
      }

      if (points.length > 1) {
        svg.append(element("path", { class: `curve c${curve.color} d${curve.dash}`, d: `M${path(curve.y, points)}` }));
      }

      // Markers stand at different places of different curves, so that they do not cover each other.
      const step = Math.max(1, Math.floor(points.length / MARKERS_PER_CURVE));
      const offset = Math.floor(step * (at / this.data.curves.length));
      for (let i = offset; i < points.length; i += step) {
        const marker = shape(at, this.scale.x(curve.x[points[i]]), this.scale.y(curve.y[points[i]]));
        marker.setAttribute("class", `marker c${curve.color}`);
        svg.append(marker);
      }
    }

    drawCursor() {
      if (!this.mark) {
        return;
      }

      this.mark.replaceChildren();
      if (this.cursor === null) {
        return;
      }

      const x = this.cursor;
      this.mark.append(element("line", {
        class: "cursor", x1: this.scale.x(x), x2: this.scale.x(x), y1: MARGIN.top, y2: this.height - MARGIN.bottom,
      }));
      this.data.curves.forEach((curve, at) => {
        const i = this.places[at].get(x);
        if (this.shown[at] && i !== undefined) {
          const marker = shape(at, this.scale.x(x), this.scale.y(curve.y[i]));
          marker.setAttribute("class", `marker c${curve.color}`);
          this.mark.append(marker);
        }
      });
    }

    point(event) {
      if (!this.scale) {
        return;
      }

      const box = this.plot.getBoundingClientRect();
      const at = (event.clientX - box.left) * this.width / box.width;
      const distance = x => Math.abs(this.scale.x(x) - at);
      this.move(this.visibleX().reduce((best, x) => (distance(x) < distance(best) ? x : best)));
    }

    key(event) {
      const xs = this.visibleX();
      const at = xs.indexOf(this.cursor);
      const far = Math.max(1, Math.round(xs.length / 10));
      const to = {
        ArrowRight: at < 0 ? 0 : at + 1, ArrowLeft: at < 0 ? xs.length - 1 : at - 1, PageUp: at + far, PageDown: at - far,
        Home: 0, End: xs.length - 1,
      }[event.key];
      if (to !== undefined) {
        event.preventDefault();
        this.move(xs[Math.min(xs.length - 1, Math.max(0, to))]);
      } else if (event.key === "Escape") {
        this.move(null);
      }
    }

    move(x) {
      if (x !== this.cursor) {
        this.cursor = x;
        this.drawCursor();
        this.tell();
      }
    }

    tell() {
      if (this.cursor === null) {
        this.readout.replaceChildren(html("span", { class: "hint" }, "Point at the chart, or focus it and use the arrow keys, to read values."));
        return;
      }

      const values = this.data.curves.map((curve, at) => {
        const i = this.places[at].get(this.cursor);
        return !this.shown[at] || i === undefined ? null
          : `${curve.label} ${grouped(curve.y[i])}${curve.low ? ` (${grouped(curve.low[i])} to ${grouped(curve.high[i])})` : ""}`;
      }).filter(text => text !== null);
      this.readout.replaceChildren(
        html("span", { class: "x" }, `${this.data.xLabel}: ${grouped(this.cursor)}. `), values.length > 0 ? values.join("; ") : "No curve is shown.");
    }
  }

  let values = null;
  const valuesOf = name => (values ??= JSON.parse(document.getElementById("charts-data").textContent))[name];

  // The keyboard stops at a chart that is not drawn yet, and thereby has it drawn.
  for (const figure of document.querySelectorAll("figure.chart[data-chart]")) {
    const plot = figure.querySelector(".plot");
    plot.tabIndex = 0;
    plot.setAttribute("role", "group");
    plot.setAttribute("aria-label", `${figure.querySelector("figcaption").textContent}. ${KEYS}`);
    globalThis.RnnWhenNear(figure, () => { new Chart(figure, valuesOf(figure.dataset.chart)); });
  }
})();
