# SPDX-License-Identifier: GPL-3.0-or-later
# needs: sequential weights
# Fallback: in their order, each at its own share and what those just before it, all rejected, had.
reject <- function(p, results) reject_in_turn(p, function(rejected) {
  handed <- 0
  shares <- 0 * p
  for (h in seq_along(p)) {
    shares[h] <- weights[h] + handed
    handed <- if (rejected[h]) shares[h] else 0
  }
  shares
})
