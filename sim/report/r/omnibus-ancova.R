# SPDX-License-Identifier: GPL-3.0-or-later
# needs: tests
# --- a test of all arms at once -----------------------------------------------
# It is reported and decides nothing: analysis of covariance of the first analysis' data.
omnibus <- function(trial) omnibus_test(trial, function(d)
  anova(lm(y ~ x, d), lm(y ~ x + factor(arm), d))[2, "Pr(>F)"])
