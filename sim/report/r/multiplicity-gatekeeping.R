# SPDX-License-Identifier: GPL-3.0-or-later
# needs: sequential
# Gatekeeping (Dmitrienko, Tamhane and Wiens 2008): families in their order, each by Holm's rule,
# truncated in parallel families; what goes on to the next is what the rejected ones hand on.
families <- or(design$testing$multiplicity$families, list(list(hypotheses = names(hypotheses))))
reject <- function(p, results) reject_in_turn(p, function(rejected) {
  shares <- setNames(0 * p, names(hypotheses))
  names(rejected) <- names(shares)
  level <- 1
  for (f in seq_along(families)) {
    of <- families[[f]]$hypotheses
    n <- length(of); r <- sum(rejected[of])
    parallel <- identical(families[[f]]$type, "parallel") && f < length(families)
    gamma <- if (parallel) or(families[[f]]$gamma, 0) else 1
    if (r < n) {
      shares[of] <- level * (gamma / (n - r) + (1 - gamma) / n)
      level <- level * (1 - gamma) * r / n
    }
  }
  shares
})
