# SPDX-License-Identifier: GPL-3.0-or-later
# needs: proportions
# Fisher's exact test; the two-sided one sums the tables that are no likelier than the one seen.
methods$fisher <- function(d, analysis) {
  k <- events_and_sizes(d)
  function(w, h) {
    pair <- c(first(w), second(w))
    table <- rbind(k$x[pair], k$n[pair] - k$x[pair])
    r <- result(k$x[pair[1]] / k$n[pair[1]] - k$x[pair[2]] / k$n[pair[2]], NA)
    r$above <- function(bound) fisher.test(table, alternative = "greater")$p.value
    r$below <- function(bound) fisher.test(table, alternative = "less")$p.value
    r$both <- if (two_sided(h)) fisher.test(table)$p.value
    r
  }
}
