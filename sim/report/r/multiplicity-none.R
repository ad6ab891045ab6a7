# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
# Each at its own level.
reject <- function(p, results) p <= vapply(hypotheses, function(h) or(h$alpha, alpha), 0)
