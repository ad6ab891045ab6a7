# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
# Tukey and Kramer: all pairs of the arms compared, by the studentised range.
compared <- length(unique(unlist(lapply(hypotheses, function(h) h$compare))))
reject <- function(p, results) vapply(results, function(r) !is.null(r) &&
  ptukey(sqrt(2) * abs(r$estimate) / r$se, compared, r$df, lower.tail = FALSE) <= alpha, NA)
