# SPDX-License-Identifier: GPL-3.0-or-later
local_test$bonferroni <- function(s, p, results) min(p[s]) <= alpha / length(s) + 1e-12
