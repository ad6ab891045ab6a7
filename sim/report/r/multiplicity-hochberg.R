# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
reject <- function(p, results) p.adjust(p, "hochberg") <= alpha
