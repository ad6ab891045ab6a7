# SPDX-License-Identifier: GPL-3.0-or-later
# needs: strata
# Van Elteren: ranks within strata, whose rank sums are weighted by 1 / (n + 1).
of_all_arms <- c(of_all_arms, "van-elteren")
methods[["van-elteren"]] <- function(d, analysis) {
  cell <- stratum_cells(d)
  function(w, h) {
    each <- vapply(levels(cell), function(s) {
      a <- d$y[d$arm == first(w) & cell == s]; b <- d$y[d$arm == second(w) & cell == s]
      pairs <- length(a) * length(b); n <- length(a) + length(b)
      if (pairs == 0) return(c(0, 0, 0))
      ties <- table(c(a, b))
      U <- sum(rank(c(a, b))[seq_along(a)]) - length(a) * (length(a) + 1) / 2
      c(U / pairs - 0.5, ((n + 1) - sum(ties^3 - ties) / (n * (n - 1))) / (12 * pairs),
        pairs / (n + 1))
    }, numeric(3))
    weight <- each[3, ] / sum(each[3, ])
    result(sum(weight * each[1, ]), sqrt(sum(weight^2 * each[2, ])))
  }
}
