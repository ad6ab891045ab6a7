# SPDX-License-Identifier: GPL-3.0-or-later
# needs: dunnett
reject <- function(p, results) {
  if (any(vapply(results, is.null, NA))) return(rep(FALSE, length(p)))
  t <- t_statistics(results)
  vapply(t, function(t) largest_t_p(t, seq_along(p), results), 0) <= alpha
}
