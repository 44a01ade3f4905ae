"""How the rule behaves with normal seeds: shares of agrees, inconclusive, differs. Prints JSON; behaviour.json holds it.

Eight models have S seeds of spread 1; the true difference of the first is 0 or 3.5 and the margin is 3.5. The paper has one seed.
"""
import json

import numpy
import scipy
from scipy import stats

MODELS, MARGIN, TRIALS = 8, 3.5, 400_000
random = numpy.random.default_rng(20190101)


def shares(rule, shift, seeds):
    mean = shift + random.standard_normal(TRIALS) / numpy.sqrt(seeds)
    paper = random.standard_normal(TRIALS)
    own = random.chisquare(seeds - 1, TRIALS) / (seeds - 1)
    others = random.chisquare((MODELS - 1) * (seeds - 1), TRIALS)
    pooled = ((seeds - 1) * own + others) / (MODELS * (seeds - 1))
    variance, freedom = {
        "own": (own, seeds - 1),
        "pooled": (pooled, MODELS * (seeds - 1)),
        "moderated": ((4 * pooled + (seeds - 1) * own) / (seeds + 3), seeds + 3),
    }[rule]
    error = numpy.sqrt(variance * (1 + 1 / seeds))
    distance = abs(mean - paper)
    different = distance > stats.t.ppf(0.975, freedom) * error
    if rule == "own":
        equivalent = stats.t.ppf(0.975, freedom) * error <= MARGIN
    else:
        equivalent = distance + stats.t.ppf(0.95, freedom) * error <= MARGIN
    return [float((equivalent & ~different).mean()), float((~equivalent & ~different).mean()), float(different.mean())]


print(json.dumps({
    "made_by": f"numpy {numpy.__version__}, scipy {scipy.__version__}",
    "rows": [
        {"rule": rule, "difference": shift, "seeds": seeds, "shares": shares(rule, shift, seeds)}
        for rule in ("own", "pooled", "moderated") for shift in (0, 3.5) for seeds in (3, 5, 10)],
}, indent=1))
