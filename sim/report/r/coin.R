# SPDX-License-Identifier: GPL-3.0-or-later
# needs: ratios-of-arms
# The arms that leave the numbers (over their ratios) least unequal have a chance of 0.8 together.
prefer <- function(range_with) {
  best <- range_with <= min(range_with) + 1e-9
  chance <- if (all(best)) best / length(best)
            else ifelse(best, 0.8 / sum(best), 0.2 / sum(!best))
  sample.int(length(arms), 1, prob = chance)
}
ranges_with <- function(number) vapply(seq_along(arms), function(k) {
  number[k] <- number[k] + 1
  diff(range(number / ratio))
}, 0)
