# SPDX-License-Identifier: GPL-3.0-or-later
# needs: method-logistic
# The proportions if all were in each arm, as a logistic regression predicts them; variances by the
# influence function of which it does not matter whether the model holds (Ye, Bannick, Yi and Shao
# 2023), less a degree of freedom for each covariate.
of_all_arms <- c(of_all_arms, "g-computation")
methods[["g-computation"]] <- function(d, analysis) {
  fit <- logistic_model(d, analysis)
  if (is.null(fit)) return(NULL)
  n <- nrow(fit$X); k <- seq_along(arms)
  influence <- predicted <- matrix(0, n, length(k))
  for (a in k) {
    X <- fit$X
    X[, k] <- rep(k == a, each = n)
    predicted[, a] <- plogis(drop(X %*% fit$b))
    own <- d$arm == a
    influence[, a] <- predicted[, a] - mean(predicted[, a]) +
      own / mean(own) * (d$y - predicted[, a])
  }
  by_contrast(colMeans(predicted), crossprod(influence) / (n * (n - ncol(fit$X) + length(k))), Inf)
}
