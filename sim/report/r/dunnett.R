# SPDX-License-Identifier: GPL-3.0-or-later
# --- several arms against one control -----------------------------------------
# The chance that the largest of some t statistics is as large as this where no arm differs from the
# control: a multivariate t distribution (package mvtnorm), whose correlations come from the
# numbers analysed, n / (n + those of the control).
t_statistics <- function(results) vapply(results, function(r)
  if (is.null(r) || !is.finite(r$estimate / r$se)) -Inf else
    if (design$testing$sides == 2) abs(r$estimate / r$se) else r$estimate / r$se, 0)
largest_t_p <- function(t, among, results) {
  if (!is.finite(t)) return(1)
  df <- results[[among[1]]]$df
  two <- design$testing$sides == 2
  if (length(among) == 1) return((1 + two) * pt(t, df, lower.tail = FALSE))
  share <- vapply(among, function(h) {
    n <- results[[h]]$n[match(hypotheses[[h]]$compare, arms)]
    n[1] / sum(n)
  }, 0)
  R <- sqrt(outer(share, share))
  diag(R) <- 1
  m <- length(among)
  1 - as.numeric(mvtnorm::pmvt(lower = rep(if (two) -t else -Inf, m), upper = rep(t, m), corr = R,
                               df = round(df), algorithm = mvtnorm::GenzBretz(abseps = 1e-4)))
}
