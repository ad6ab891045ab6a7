# SPDX-License-Identifier: GPL-3.0-or-later
# needs: coin people
# Numbers of those who share the recruit's level of each stratum (Pocock and Simon: ranges).
allocate <- function(who) {
  n <- length(who$place)
  arm <- integer(n)
  number <- lapply(prevalences, function(p) matrix(0, length(p), length(arms)))
  for (i in seq_len(n)) {
    level <- who$strata[i, ]
    ranges <- vapply(seq_along(level), function(s) ranges_with(number[[s]][level[s], ]), ratio)
    arm[i] <- prefer(rowSums(ranges))
    for (s in seq_along(level))
      number[[s]][level[s], arm[i]] <- number[[s]][level[s], arm[i]] + 1
  }
  arm
}
