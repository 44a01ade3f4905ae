# Golden values of the statistics, computed by R. Prints JSON; statistics.json holds it.

json <- function(x) {
  if (is.list(x) && !is.null(names(x))) {
    return(paste0("{", paste0('"', names(x), '":', vapply(x, json, ""), collapse = ","), "}"))
  }
  if (is.list(x)) return(paste0("[", paste(vapply(x, json, ""), collapse = ",\n"), "]"))
  if (is.character(x)) return(paste0('"', x, '"'))
  text <- vapply(x, function(v) sprintf("%.17g", v), "")
  if (length(x) == 1 && is.null(attr(x, "list"))) text else paste0("[", paste(text, collapse = ","), "]")
}
many <- function(x) structure(as.numeric(x), list = TRUE)

# t: two-sided p-values and quantiles.
t_cases <- list()
for (df in c(1, 4, 6, 8, 13, 22, 6.37)) for (t in c(0, 0.3, 1, -2.5, 4.1, 12)) {
  t_cases <- c(t_cases, list(list(t = t, df = df, two_sided = 2 * pt(-abs(t), df), greater = pt(t, df, lower.tail = FALSE))))
}
quantiles <- list()
for (df in c(4, 5, 6, 8, 13, 23, 6.37)) for (p in c(0.05, 0.8, 0.95, 0.975)) {
  quantiles <- c(quantiles, list(list(p = p, df = df, t = qt(p, df))))
}

# One sample, and two samples after Welch.
a <- c(0.9781, 0.9764, 0.9802, 0.9777, 0.9790)
b <- c(0.9641, 0.9702, 0.9588, 0.9613)
one <- t.test(a, mu = 0.979)
two <- t.test(a, b)
samples <- list(
  a = many(a), b = many(b), against = 0.979,
  one_value = mean(a) - 0.979, one_error = one$stderr, one_df = one$parameter[[1]], one_p = one$p.value,
  one_low = one$conf.int[1] - 0.979, one_high = one$conf.int[2] - 0.979,
  two_value = mean(a) - mean(b), two_error = two$stderr, two_df = two$parameter[[1]], two_p = two$p.value,
  two_low = two$conf.int[1], two_high = two$conf.int[2])

# Holm.
holm <- lapply(
  list(c(0.01, 0.04, 0.03, 0.005), c(0.2, 0.2, 0.01, 0.9, 0.0001), c(1, 1, 0.5), c(0.04), c(0, 0.02, 0.02, 0.02)),
  function(p) list(p = many(p), adjusted = many(p.adjust(p, "holm"))))

# Exact binomial intervals.
binomial <- lapply(
  list(c(0, 5), c(1, 5), c(3, 19), c(19, 19), c(10, 97), c(1, 1), c(50, 1000)),
  function(k) {
    ends <- binom.test(k[1], k[2])$conf.int
    list(successes = k[1], trials = k[2], low = ends[1], high = ends[2])
  })

# Permutation test of a difference of means, over all choices.
extreme <- function(all, observed) list(
  two_sided = mean(abs(all) >= abs(observed) - 1e-12),
  greater = mean(all >= observed - 1e-12),
  less = mean(all <= observed + 1e-12))
means <- lapply(
  list(
    list(c(1, 2, 4), c(3, 5, 9, 11)),
    list(c(0.91, 0.92, 0.93, 0.94, 0.95), c(0.81, 0.82, 0.83, 0.84, 0.85)),
    list(c(24, 116, 142, 156, 243), c(30, 90, 180, 240, 249, 12)),
    list(c(1, 1, 2, 2), c(2, 2, 3)),
    list(c(5, 7), c(1, 2, 3, 4, 5, 6, 7, 8))),
  function(g) {
    pooled <- c(g[[1]], g[[2]])
    n <- length(g[[1]])
    all <- combn(length(pooled), n, function(i) mean(pooled[i]) - mean(pooled[-i]))
    observed <- mean(g[[1]]) - mean(g[[2]])
    c(list(first = many(g[[1]]), second = many(g[[2]]), statistic = observed, arrangements = length(all)), extreme(all, observed))
  })

# The same where only a sample of the choices is counted here: all 646,646 in R.
large_first <- c(3.1, 4.7, 5.2, 6.6, 7.1, 7.4, 8.8, 9.3, 10.9, 12.5)
large_second <- c(1.2, 2.9, 3.3, 4.1, 5.5, 5.9, 6.1, 6.2, 7.7, 8.1, 9.9, 10.2)
large_all <- combn(22, 10, function(i) sum(c(large_first, large_second)[i]))
large_all <- large_all / 10 - (sum(large_first, large_second) - large_all) / 12
large_observed <- mean(large_first) - mean(large_second)
large_means <- c(list(first = many(large_first), second = many(large_second), statistic = large_observed,
  arrangements = length(large_all)), extreme(large_all, large_observed))

# Sign flips, over all signs.
flips <- lapply(
  list(c(0.3, 0.1, 0.4, -0.05, 0.2), c(1, 2, 3, 4, 5, 6, 7, 8), c(-1, 1, -2, 2), c(-0.4, -0.1, 0.05)),
  function(d) {
    signs <- as.matrix(expand.grid(rep(list(c(1, -1)), length(d))))
    all <- as.vector(signs %*% d) / length(d)
    c(list(differences = many(d), statistic = mean(d), arrangements = length(all)), extreme(all, mean(d)))
  })

# All 2^20 signs.
large_d <- c(0.31, -0.12, 0.44, 0.05, -0.21, 0.38, 0.02, 0.17, -0.33, 0.29, 0.11, -0.08, 0.26, -0.19, 0.35, 0.07, -0.27, 0.14, 0.23, -0.04)
sums <- 0
for (d in large_d) sums <- c(sums + d, sums - d)
large_flips <- c(list(differences = many(large_d), statistic = mean(large_d), arrangements = length(sums)),
  extreme(sums / length(large_d), mean(large_d)))

# Spearman's correlation, over all orders.
orders <- function(v) if (length(v) < 2) list(v) else unlist(
  lapply(seq_along(v), function(i) lapply(orders(v[-i]), function(rest) c(v[i], rest))), recursive = FALSE)
spearman <- lapply(
  list(
    list(c(1, 2, 3, 4, 5, 6), c(2, 1, 4, 3, 6, 5)),
    list(c(0.9, 0.7, 0.8, 0.4, 0.1), c(10, 30, 20, 40, 60)),
    list(c(1, 2, 2, 3, 5), c(4, 4, 1, 2, 1)),
    list(c(3, 1, 4, 1.5, 9, 2.6, 5), c(2, 7, 1, 8, 2.8, 1.8, 2.9))),
  function(g) {
    observed <- cor(g[[1]], g[[2]], method = "spearman")
    all <- vapply(orders(g[[2]]), function(o) cor(g[[1]], o, method = "spearman"), 0)
    c(list(first = many(g[[1]]), second = many(g[[2]]), statistic = observed, arrangements = length(all)), extreme(all, observed))
  })

# Nine pairs without ties: R's exact test, whose two-sided p-value is twice a tail of a symmetric distribution.
large_x <- c(1, 2, 3, 4, 5, 6, 7, 8, 9)
large_y <- c(3, 1, 5, 2, 4, 9, 6, 8, 7)
exact <- cor.test(large_x, large_y, method = "spearman", exact = TRUE)
large_spearman <- list(first = many(large_x), second = many(large_y), statistic = exact$estimate[[1]], two_sided = exact$p.value)

# The moderated spread, written from the rule.
family <- list(c(3.79, 3.81, 3.86, 3.90), c(3.21, 3.42, 3.30), c(2.95, 3.02), c(3.5))
pooled <- sum(vapply(family[1:3], function(v) (length(v) - 1) * var(v), 0)) / sum(lengths(family[1:3]) - 1)
moderated <- lapply(family, function(v) {
  S <- length(v)
  own <- if (S > 1) var(v) else 0
  list(values = many(v), variance = (4 * pooled + (S - 1) * own) / (S + 3), freedom = S + 3)
})
spread <- list(pooled = pooled, freedom = sum(lengths(family[1:3]) - 1), models = moderated)

# Quantiles of predictive draws: of m + se t, of the larger of two independent ones, and of their difference.
first <- list(value = 3.80, error = 0.060, df = 6)
second <- list(value = 3.74, error = 0.110, df = 8)
below <- function(x, e) pt((x - e$value) / e$error, e$df)
density <- function(x, e) dt((x - e$value) / e$error, e$df) / e$error
solve_for <- function(p, f) uniroot(function(x) f(x) - p, c(-5, 10), tol = 1e-12)$root
difference <- function(x) integrate(
  function(y) below(x + y, first) * density(y, second), -Inf, Inf, rel.tol = 1e-10, subdivisions = 1000)$value
shares <- c(0.025, 0.05, 0.5, 0.95, 0.975)
predictive <- list(
  first = first, second = second, shares = many(shares),
  alone = many(first$value + first$error * qt(shares, first$df)),
  larger = many(vapply(shares, solve_for, 0, f = function(x) below(x, first) * below(x, second))),
  difference = many(vapply(shares, function(p) uniroot(function(x) difference(x) - p, c(-2, 2), tol = 1e-9)$root, 0)))

# Components of variance from the mean squares of an analysis of variance, with the interval of Williams (1962) for the groups' component.
component <- function(between, df, within, df_within, size) {
  ratio <- (between / df) / (within / df_within)
  bound <- function(p) between / (size * qchisq(p, df)) * (1 - qf(p, df, df_within) / ratio)
  list(between = max(0, (between / df - within / df_within) / size), low = max(0, bound(0.975)), high = max(0, bound(0.025)),
       within = within / df_within, within_low = within / qchisq(0.975, df_within), within_high = within / qchisq(0.025, df_within))
}
crossed_values <- list(
  list(c(0.918, 0.913, 0.902), c(0.917, 0.915, 0.901), c(0.919, 0.914, 0.899), c(0.918, 0.916, 0.902)),
  list(c(0.81, 0.82, 0.80, 0.83), c(0.75, 0.77, 0.74, 0.76), c(0.86, 0.84, 0.87, 0.85)),
  list(c(1.0, 2.0), c(2.5, 1.0), c(1.5, 1.75)))
crossed <- lapply(crossed_values, function(groups) {
  rows <- length(groups); columns <- length(groups[[1]])
  data <- data.frame(
    value = unlist(groups), group = factor(rep(seq_len(rows), each = columns)), column = factor(rep(seq_len(columns), rows)))
  a <- anova(lm(value ~ group + column, data))
  c(list(groups = lapply(groups, many), columns = max(0, (a["column", "Mean Sq"] - a["Residuals", "Mean Sq"]) / rows)),
    component(a["group", "Sum Sq"], a["group", "Df"], a["Residuals", "Sum Sq"], a["Residuals", "Df"], columns))
})

cat(json(list(
  made_by = R.version.string, t = t_cases, quantiles = quantiles, samples = samples, holm = holm, binomial = binomial, means = means,
  flips = flips, spearman = spearman, large_means = large_means, large_flips = large_flips,
  large_spearman = large_spearman, spread = spread, predictive = predictive, crossed = crossed)), "\n", sep = "")
