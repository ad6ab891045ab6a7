# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
# Wilcoxon's rank sum test, corrected for ties, without a correction for continuity. The estimate
# is the probability that the first arm has the higher score, ties half, less one half.
of_all_arms <- c(of_all_arms, "mann-whitney")
methods[["mann-whitney"]] <- function(d, analysis) function(w, h) {
  a <- d$y[d$arm == first(w)]; b <- d$y[d$arm == second(w)]
  pairs <- length(a) * length(b); n <- length(a) + length(b)
  if (isTRUE(analysis$exact) && n <= 50) return(test_ranks_exactly(a, b, h))
  U <- wilcox.test(a, b, exact = FALSE, correct = FALSE)$statistic
  ties <- table(c(a, b))
  v <- pairs / 12 * ((n + 1) - sum(ties^3 - ties) / (n * (n - 1)))
  result(U / pairs - 0.5, sqrt(v) / pairs)
}
