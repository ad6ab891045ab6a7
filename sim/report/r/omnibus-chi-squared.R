# SPDX-License-Identifier: GPL-3.0-or-later
# needs: tests
# --- a test of all arms at once -----------------------------------------------
# It is reported and decides nothing: Pearson's chi-squared test of the first analysis' data.
omnibus <- function(trial) omnibus_test(trial, function(d)
  if (length(unique(d$y)) < 2) 1 else
    suppressWarnings(chisq.test(table(d$arm, d$y), correct = FALSE)$p.value))
