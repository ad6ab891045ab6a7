# SPDX-License-Identifier: GPL-3.0-or-later
# needs: ratios-of-arms
# In blocks, each of which has the arms in their ratio, in random order; of several sizes one is
# chosen for each block.
block_sizes <- or(design$allocation[["block-sizes"]], 2 * sum(ratio))
blocks <- function(n) {
  arm <- integer()
  while (length(arm) < n) {
    times <- block_sizes[sample.int(length(block_sizes), 1)] / sum(ratio)
    block <- rep(seq_along(arms), times * ratio)
    arm <- c(arm, block[sample.int(length(block))])
  }
  arm[seq_len(n)]
}
