# SPDX-License-Identifier: GPL-3.0-or-later
# --- correlations of scores ---------------------------------------------------
# Correlations are stated of the scores, which floors, steps and skewness make smaller than those of
# the latent values; these are solved for, pair by pair, by integration over a grid of quantiles.
nodes <- qnorm((seq_len(400) - 0.5) / 400)
score_correlation <- function(f, g, rho) {
  second <- outer(nodes, nodes, function(z, e) rho * z + sqrt(1 - rho^2) * e)
  y <- rowMeans(matrix(g(second), length(nodes)))
  x <- f(nodes)
  mean((x - mean(x)) * y) / sqrt(mean((x - mean(x))^2) * mean((g(nodes) - mean(g(nodes)))^2))
}
solved <- list()
latent_correlation <- function(o, arm) {
  R <- correlation_within(o)
  if (!identical(o$correlation[["scale"]], "observed")) return(R)
  key <- paste(match(list(o), design$outcomes), arm)
  if (!is.null(solved[[key]])) return(solved[[key]])
  scores <- c(list(if (!is.null(o$baseline)) score_at_baseline(o)),
              lapply(seq_along(o$visits), function(v) score_of(o, law_of(o, arm, v))))
  for (i in seq_along(scores)) for (j in seq_len(i - 1)) {
    if (is.null(scores[[j]]) || is.null(scores[[i]])) next
    R[i, j] <- R[j, i] <- uniroot(function(rho)
      score_correlation(scores[[i]], scores[[j]], rho) - R[i, j], c(-0.99, 0.99),
      tol = 1e-7)$root
  }
  solved[[key]] <<- R
  R
}
