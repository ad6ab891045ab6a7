# SPDX-License-Identifier: GPL-3.0-or-later
# needs: coin
allocate <- function(who) {
  number <- 0 * ratio
  vapply(seq_len(sum(size)), function(i) {
    k <- prefer(ranges_with(number))
    number[k] <<- number[k] + 1
    k
  }, 0L)
}
