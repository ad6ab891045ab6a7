# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods adjust
# Logistic regression of all arms: log odds ratios, Wald tests. Where all or none of an arm have the
# event, or a covariate tells them apart, there is no fit.
of_all_arms <- c(of_all_arms, "logistic")
of_logarithms <- c(of_logarithms, "logistic")
logistic_model <- function(d, analysis) {
  X <- cbind(arm_terms(d), covariates(d, analysis))
  fit <- suppressWarnings(glm.fit(X, d$y, family = binomial(),
                                  control = glm.control(epsilon = 1e-10, maxit = 50)))
  p <- fit$fitted.values
  if (!fit$converged || max(p) > 1 - 1e-7 || min(p) < 1e-7) return(NULL)
  use <- !is.na(fit$coefficients)
  fit$X <- X[, use, drop = FALSE]
  fit$b <- fit$coefficients[use]
  fit$covariance <- chol2inv(chol(crossprod(fit$X * sqrt(p * (1 - p)))))
  fit
}
methods$logistic <- function(d, analysis) {
  fit <- logistic_model(d, analysis)
  if (is.null(fit)) return(NULL)
  k <- seq_along(arms)
  by_contrast(fit$b[k], fit$covariance[k, k], Inf)
}
