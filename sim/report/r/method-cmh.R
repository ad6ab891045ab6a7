# SPDX-License-Identifier: GPL-3.0-or-later
# needs: proportions strata
# Cochran, Mantel and Haenszel's test within strata, without a continuity correction, and their
# difference of proportions.
methods$cmh <- function(d, analysis) {
  cell <- stratum_cells(d)
  function(w, h) {
    pair <- d$arm %in% c(first(w), second(w))
    table <- table(factor(d$arm[pair], c(first(w), second(w))), factor(d$y[pair], c(1, 0)),
                   cell[pair])
    n <- apply(table, 3, sum)
    table <- table[, , n > 1, drop = FALSE]
    x <- table[1, 1, ]; row <- apply(table, c(1, 3), sum); column <- apply(table, c(2, 3), sum)
    n <- colSums(row)
    expected <- row[1, ] * column[1, ] / n
    v <- sum(row[1, ] * row[2, ] * column[1, ] * column[2, ] / (n^2 * (n - 1)))
    z <- if (v > 0) sum(x - expected) / sqrt(v) else 0
    difference <- sum(x - expected) / sum(row[1, ] * row[2, ] / n)
    r <- result(difference, NA)
    r$above <- function(bound) pnorm(z, lower.tail = FALSE)
    r$below <- function(bound) pnorm(z)
    r
  }
}
