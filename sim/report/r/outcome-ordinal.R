# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes ratios
# Categories in an order, scores 0, 1, 2 and so on. The law is the chance of being above each
# category but the last; an odds ratio multiplies the odds of that.
law$ordinal <- function(o, arm, visit) {
  p <- given_of(o$probabilities, arm)
  above <- 1 - cumsum(p / sum(p))[-length(p)]
  odds <- ratio_of(o[["odds-ratio"]], arm) * above / (1 - above)
  ifelse(above < 1, odds / (1 + odds), 1)
}
partial_law$ordinal <- function(from, own, share) from + share * (own - from)
score$ordinal <- function(o, law)
  function(z) rowSums(outer(pnorm(z, lower.tail = FALSE), law, "<="))
