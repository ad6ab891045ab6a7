# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
# In their order, each at the full level, until one fails.
reject <- function(p, results) cumprod(p <= alpha) == 1
