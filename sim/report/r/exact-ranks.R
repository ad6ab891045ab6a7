# SPDX-License-Identifier: GPL-3.0-or-later
# needs: method-mann-whitney
# All divisions of the patients into two arms of these sizes, ties and all: in how many is the rank
# sum of the first as far out as that seen.
test_ranks_exactly <- function(a, b, h) {
  doubled <- round(2 * rank(c(a, b)))
  k <- length(a)
  ways <- matrix(0, k + 1, sum(doubled) + 1)  # of so many patients, by their sum
  ways[1, 1] <- 1
  for (r in doubled) {
    at <- seq_len(ncol(ways) - r)
    ways[-1, at + r] <- ways[-1, at + r] + ways[-(k + 1), at]
  }
  p <- ways[k + 1, ] / sum(ways[k + 1, ])
  off <- seq_along(p) - 1 - k * (length(doubled) + 1)
  seen <- sum(doubled[seq_len(k)]) - k * (length(doubled) + 1)
  r <- result(seen / (2 * k * length(b)), NA)
  r$above <- function(bound) sum(p[off >= seen])
  r$below <- function(bound) sum(p[off <= seen])
  r$both <- sum(p[abs(off) >= abs(seen)])
  r
}
