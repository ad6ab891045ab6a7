# SPDX-License-Identifier: GPL-3.0-or-later
# needs: proportions
# Pearson's chi-squared test without Yates' correction.
methods[["chi-squared"]] <- function(d, analysis) {
  k <- events_and_sizes(d)
  function(w, h) {
    pair <- c(first(w), second(w))
    x <- k$x[pair]; n <- k$n[pair]
    difference <- x[1] / n[1] - x[2] / n[2]
    if (sum(x) == 0 || sum(x) == sum(n)) return(result(difference, 0))
    z <- sqrt(unname(suppressWarnings(prop.test(x, n, correct = FALSE))$statistic))
    result(difference, if (z > 0) abs(difference) / z else 1)
  }
}
