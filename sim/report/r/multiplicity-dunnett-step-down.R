# SPDX-License-Identifier: GPL-3.0-or-later
# needs: dunnett
# Of those that are left all beyond the constant of just these are rejected, until none is.
reject <- function(p, results) {
  left <- rep(TRUE, length(p))
  if (any(vapply(results, is.null, NA))) return(!left)
  t <- t_statistics(results)
  while (any(left)) {
    now <- left
    now[left] <- vapply(t[left], largest_t_p, 0, which(left), results) <= alpha
    if (!any(now)) break
    left <- left & !now
  }
  !left
}
