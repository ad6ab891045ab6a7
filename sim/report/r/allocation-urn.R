# SPDX-License-Identifier: GPL-3.0-or-later
# needs: ratios-of-arms
# A ball is drawn, and balls of the other arms are added (Wei).
allocate <- function(who) {
  balls <- ratio
  vapply(seq_len(sum(size)), function(i) {
    k <- sample.int(length(arms), 1, prob = balls)
    balls <<- balls + ratio - (seq_along(arms) == k)
    k
  }, 0L)
}
