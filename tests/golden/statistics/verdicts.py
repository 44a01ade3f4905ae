"""Made-up observations, and the verdicts that the rule of docs/verdict-rule.md gives on them. Prints JSON; verdicts.json holds it.

An implementation of its own, on numpy and SciPy. It reads only the paper's tables, from src/Harness/Paper/published.json.
"""
import json
import pathlib

import numpy
import scipy
from scipy import stats

ROOT = pathlib.Path(__file__).resolve().parents[3]
PAPER = json.loads((ROOT / "src/Harness/Paper/published.json").read_text(encoding="utf-8"))["content"]
MARGINS = {(28, 3e-05): 0.0075, (28, 1e-06): 0.02, (784, 1e-06): 0.04}
DRAWS = 4_000_000
random = numpy.random.default_rng(1912)


def steps(model):
    return 784 if "flattened" in model["representation"] else 28


def name(model):
    permutation = "" if model["permutation"] is None else f"-{model['permutation']}"
    return f"{model['representation']}{permutation}@{model['lr']:.0e}"


SCALES = {"vacc": "logit", "acc": "logit", "loss": "log", "vloss": "log", "epoch": "plain", "latency": "plain"}


def place(scale, x):
    return numpy.log(x / (1 - x)) if scale == "logit" else numpy.log(x) if scale == "log" else x


def plain(scale, x):
    return 1 / (1 + numpy.exp(-x)) if scale == "logit" else numpy.exp(x) if scale == "log" else x


# Observations: the paper's value on its scale, a shift for some models, and noise. Rounded, so that they are short in JSON.
models = []
for index, row in enumerate(PAPER["table3"]["rows"]):
    count = 3 + index % 4
    shift = [0, 0, 0.9, 0, -0.25, 0, 0.08][index % 7]
    seeds = []
    for seed in range(count):
        noisy = {c: float(plain(SCALES[c], place(SCALES[c], row[c]) + shift + 0.05 * random.standard_normal())) for c in ("vacc", "acc", "loss", "vloss")}
        seeds.append({
            "seed": seed, "epoch": int(max(0, round(row["best_epoch"] + 20 * random.standard_normal()))),
            **{column: round(value, 5) for column, value in noisy.items()},
            "latency": None if steps(row) == 784 else round(float((17 if row["representation"].startswith("transposed") else 22) + 0.5 * random.standard_normal()), 4),
        })
    models.append({"representation": row["representation"], "permutation": row["permutation"], "lr": row["lr"], "seeds": seeds})


def values(model, column):
    return place(SCALES[column], numpy.array([run[column] for run in model["seeds"]], dtype=float))


def moderated(model, column):
    family = [values(other, column) for other in models if steps(other) == steps(model) and other["lr"] == model["lr"]]
    pooled = sum((len(v) - 1) * v.var(ddof=1) for v in family) / sum(len(v) - 1 for v in family)
    own = values(model, column)
    return (4 * pooled + (len(own) - 1) * own.var(ddof=1)) / (len(own) + 3)


def holm(raw):
    order = sorted(range(len(raw)), key=lambda i: raw[i])
    adjusted, largest = [0.0] * len(raw), 0.0
    for rank, i in enumerate(order):
        largest = max(largest, min(1.0, (len(raw) - rank) * raw[i]))
        adjusted[i] = largest
    return adjusted


def verdict(different, equivalent):
    return {(False, True): "agrees", (True, False): "differs", (True, True): "differs-by-less", (False, False): "inconclusive"}[(different, equivalent)]


def number(identifier, scale, printed, unit, margin, mean, error, freedom):
    low, high = place(scale, printed - unit / 2), place(scale, printed + unit / 2)
    distance = max(0, low - mean, mean - high)
    result = {"id": identifier, "mean": mean, "error": error, "freedom": freedom, "distance": distance,
              "p": 2 * stats.t.sf(distance / error, freedom), "equivalent": False, "margin": None,
              "low": plain(scale, mean - stats.t.ppf(0.975, freedom) * error), "high": plain(scale, mean + stats.t.ppf(0.975, freedom) * error)}
    if margin is not None:
        below = low - place(scale, printed - unit / 2 - margin)
        above = place(scale, printed + unit / 2 + margin) - high
        result["margin"] = above if mean > high else below if mean < low else min(below, above)
        result["equivalent"] = bool(distance + stats.t.ppf(0.95, freedom) * error <= result["margin"])
    return result


def decide(family):
    for entry, adjusted in zip(family, holm([entry["p"] for entry in family])):
        entry["adjusted"] = adjusted
        entry["verdict"] = verdict(adjusted <= 0.05, entry["equivalent"])
    return family


# Table 3: primary and secondary.
primary, secondary = [], []
for row, model in zip(PAPER["table3"]["rows"], models):
    size = len(model["seeds"])
    for column in ("epoch", "acc", "vacc", "loss", "vloss"):
        if steps(row) == 784 and row["lr"] == 3e-05 and column in ("epoch", "vacc"):
            continue
        own = values(model, column)
        error = numpy.sqrt(moderated(model, column) * (1 + 1 / size))
        printed, unit = (row["best_epoch"], 0) if column == "epoch" else (row[column], 0.001)
        margin = MARGINS[(steps(row), row["lr"])] if column == "vacc" else None
        (primary if column == "vacc" else secondary).append(
            number(f"T3/{name(row)}/{column}", SCALES[column], printed, unit, margin, own.mean(), error, size + 3))

# The means of Table 2.
rows, row_errors = [], {}
for row in PAPER["table2"]["rows"]:
    members = [model for model in models if model["representation"] == row["representation"]]
    mean = numpy.mean([values(model, "latency").mean() for model in members])
    error = numpy.sqrt(sum(moderated(model, "latency") * (1 + 1 / len(model["seeds"])) for model in members)) / len(members)
    freedom = min(len(model["seeds"]) for model in members) + 3
    rows.append(number(f"T2/{row['representation']}/mean", "plain", numpy.mean(row["values"]), 0.0001, 1, mean, error, freedom))
    row_errors[row["representation"]] = (mean, error, freedom)


# Derived numbers, with members of 784 steps at 3e-05 drawn from their runs and without them.
def draws(model, collapsing):
    if steps(model) == 784 and model["lr"] == 3e-05:
        return random.choice(numpy.array([run["vacc"] for run in model["seeds"]]), DRAWS) if collapsing else None
    own, size = values(model, "vacc"), len(model["seeds"])
    return plain("logit", own.mean() + numpy.sqrt(moderated(model, "vacc") * (1 + 1 / size)) * random.standard_t(size + 3, DRAWS))


def best(representation, collapsing):
    members = [draws(model, collapsing) for model in models if model["representation"] == representation]
    return numpy.maximum.reduce([member for member in members if member is not None])


def questions(identifier, sample, low, high, margin):
    central = numpy.quantile(sample, [0.05, 0.95])
    return {"id": identifier, "p": min(1, 2 * min((sample >= low).mean(), (sample <= high).mean())),
            "low": float(numpy.quantile(sample, 0.025)), "high": float(numpy.quantile(sample, 0.975)),
            "equivalent": bool(low - margin <= central[0] and central[1] <= high + margin)}


def derived(collapsing):
    four = []
    for row in PAPER["table4"]["rows"]:
        margin = 0.04 if "flattened" in row["representation"] else 0.0075
        four.append(questions(f"T4/{row['representation']}/vacc", best(row["representation"], collapsing), row["vacc"] - 0.0005, row["vacc"] + 0.0005, margin))
    text = []
    for entry in PAPER["text"]:
        if entry["method"] != "derived":
            continue
        half = entry["last_digit"] / 2
        low, high = entry["value"] - half, entry.get("upper", entry["value"]) + half
        margin = {"points-784-steps": 4, "latency-gap": 1, "decrease-28-steps": 0.75, "decrease-784-steps": 4, "error-ratio": 1}[entry["family"]]
        if entry["formula"] == "difference":
            first, second = (m + e * random.standard_t(f, DRAWS) for m, e, f in (row_errors["original"], row_errors["transposed"]))
        else:
            first, second = (best(identifier.split("/")[1], collapsing) for identifier in entry["of"])
        sample = {"difference": lambda: first - second, "point-decrease": lambda: 100 * (first - second),
                  "relative-decrease": lambda: 100 * (first - second) / first, "error-ratio": lambda: (1 - second) / (1 - first)}[entry["formula"]]()
        text.append(questions(entry["id"], sample, low, high, margin))
    return decide(four) + decide(text)


decide(primary), decide(secondary), decide(rows)
families = {}
for row, model in zip(PAPER["table3"]["rows"], models):
    for entry in primary:
        if entry["id"] == f"T3/{name(row)}/vacc":
            families.setdefault(f"{steps(row)}-steps@{row['lr']:.0e}", []).append((entry["mean"] - place("logit", row["vacc"])) / entry["error"])
biases = [{"family": family, "mean": float(numpy.mean(z)), "t": float(stats.ttest_1samp(z, 0).statistic), "p": float(stats.ttest_1samp(z, 0).pvalue)}
          for family, z in families.items()]

print(json.dumps({
    "made_by": f"numpy {numpy.__version__}, scipy {scipy.__version__}",
    "models": models, "primary": primary, "secondary": secondary, "rows": rows, "biases": biases,
    "derived": {"with": derived(True), "without": derived(False)},
}, indent=None, separators=(",", ":"), default=float).replace('{"', '\n{"'))
