# SPDX-License-Identifier: GPL-3.0-or-later
# needs: method-logistic
# The proportions if all were in each arm, as a logistic regression predicts them; variances by the
# influence function.
of_all_arms <- c(of_all_arms, "g-computation")
methods[["g-computation"]] <- function(d, analysis) {
  fit <- logistic_model(d, analysis)
  if (is.null(fit)) return(NULL)
  n <- nrow(fit$X); k <- seq_along(arms)
  p <- fit$fitted.values
  # A patient's influence on the coefficients, and through these and directly on each proportion.
  on_coefficients <- (fit$X * (d$y - p)) %*% fit$covariance
  predicted <- vapply(k, function(a) {
    X <- fit$X
    X[, k] <- rep(k == a, each = n)
    plogis(drop(X %*% fit$b))
  }, numeric(n))
  influence <- vapply(k, function(a) {
    X <- fit$X
    X[, k] <- rep(k == a, each = n)
    q <- predicted[, a]
    (q - mean(q)) / n + drop(on_coefficients %*% colMeans(X * q * (1 - q)))
  }, numeric(n))
  by_contrast(colMeans(predicted), crossprod(influence), Inf)
}
