# SPDX-License-Identifier: GPL-3.0-or-later
local_test$simes <- function(s, p, results)
  any(sort(p[s]) <= alpha * seq_along(s) / length(s) + 1e-12)
