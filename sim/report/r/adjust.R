# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
# What a model is adjusted for: the baseline, strata (a column for each level but the first), and
# covariates. NULL: nothing.
covariates <- function(d, analysis) {
  do.call(cbind, lapply(analysis[["adjust-for"]], function(term) {
    if (term == "baseline") d$x
    else if (term != "strata") d$covariates[, term]
    else do.call(cbind, lapply(seq_along(design$strata), function(s)
      outer(d$strata[, s], seq_along(design$strata[[s]]$levels)[-1], "==") + 0))
  }))
}
