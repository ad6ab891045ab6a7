# SPDX-License-Identifier: GPL-3.0-or-later
# --- several hypotheses -------------------------------------------------------
# Fisher's least significant difference: pairs at the full level, once the F test of all arms is
# significant.
reject <- function(p, results) {
  arms_fit <- results[[1]]$arms
  if (is.null(arms_fit)) return(rep(FALSE, length(p)))
  C <- cbind(1, -diag(length(arms) - 1))  # the first arm against each of the others
  d <- drop(C %*% arms_fit$estimates)
  f <- drop(d %*% solve(C %*% arms_fit$covariance %*% t(C), d)) / length(d)
  p <= alpha & pf(f, length(d), arms_fit$df, lower.tail = FALSE) <= alpha
}
