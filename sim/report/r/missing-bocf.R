# SPDX-License-Identifier: GPL-3.0-or-later
# needs: missing
# Baseline observation carried forward.
completed$bocf <- function(d, analysis) {
  d$y <- ifelse(is.na(d$y), d$x, d$y)
  as_outcome(d, analysis)
}
