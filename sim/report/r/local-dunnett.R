# SPDX-License-Identifier: GPL-3.0-or-later
# needs: dunnett
local_test$dunnett <- function(s, p, results)
  !any(vapply(results, is.null, NA)) &&
  largest_t_p(max(t_statistics(results[s])), s, results) <= alpha
