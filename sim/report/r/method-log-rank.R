# SPDX-License-Identifier: GPL-3.0-or-later
# needs: times
# Log-rank test of two arms: survdiff() of the package survival. Fewer events count as later.
of_logarithms <- c(of_logarithms, "log-rank")
# The one-step estimate of the log hazard ratio: events less those expected, over their variance.
log_rank <- function(d, w, strata) {
  d <- of_pair(d, w)
  if (sum(d$event) == 0) return(NULL)
  test <- survdiff(if (is.null(strata)) Surv(d$y, d$event) ~ d$of_first
                   else Surv(d$y, d$event) ~ d$of_first + strata(d$cell))
  v <- test$var[2, 2]
  if (!(v > 0)) return(NULL)
  excess <- test$obs - test$exp  # events of both arms, in each stratum
  result(-sum(if (is.matrix(excess)) excess[2, ] else excess[2]) / v, 1 / sqrt(v))
}
methods[["log-rank"]] <- function(d, analysis) function(w, h) log_rank(d, w, NULL)
