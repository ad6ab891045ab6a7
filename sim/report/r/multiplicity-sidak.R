# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
reject <- function(p, results) p <= 1 - (1 - alpha)^(1 / length(p))
