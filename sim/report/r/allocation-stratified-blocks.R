# SPDX-License-Identifier: GPL-3.0-or-later
# needs: blocks people
# Blocks of their own for each combination of strata.
allocate <- function(who) {
  cell <- interaction(as.data.frame(who$strata), drop = TRUE)
  arm <- integer(length(cell))
  for (c in levels(cell)) arm[cell == c] <- blocks(sum(cell == c))
  arm
}
