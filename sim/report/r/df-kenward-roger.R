# SPDX-License-Identifier: GPL-3.0-or-later
# needs: method-mmrm
# Kenward and Roger's variance of a contrast (1997), as the package mmrm has it: less what the
# variance bends in R, as far as R is uncertain, and less half of what R itself bends. That is in
# mmrm's parameters: the logarithms of the diagonal of R's Cholesky root and, below it, its elements
# over the diagonal of their row.
bend <- function(f, x, along) (f(x + 1e-3 * along) - 2 * f(x) + f(x - 1e-3 * along)) / 1e-6
slope <- function(f, x, along) (f(x + 1e-3 * along) - f(x - 1e-3 * along)) / 2e-3
adjusted[["kenward-roger"]] <- function(variance, R, information) {
  lower <- lower.tri(R, diag = TRUE)
  elements <- function(t) {
    root <- 0 * R
    root[lower] <- t
    scale <- exp(diag(root))
    diag(root) <- 1
    tcrossprod(scale * root)[lower]
  }
  root <- t(chol(R))
  parameters <- root / diag(root)
  diag(parameters) <- log(diag(root))
  t <- parameters[lower]
  p <- length(t)
  J <- matrix(vapply(seq_len(p), function(k) slope(elements, t, replace(0 * t, k, 1)), t), p)
  sds <- t(chol(solve(information)))  # steps of one standard error, independent of each other
  bent <- own <- 0
  for (k in seq_len(p)) {
    bent <- bent + bend(variance, R[lower], sds[, k])
    own <- own + bend(elements, t, solve(J, sds[, k]))
  }
  variance(R[lower]) - bent - slope(variance, R[lower], own) / 2
}
