# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
# A linear model of all arms: one mean an arm, and what is adjusted for.
linear_model <- function(y, d, adjust = NULL) {
  X <- cbind(arm_terms(d), adjust)
  fit <- lm.fit(X, y)
  if (anyNA(fit$coefficients[seq_along(arms)]) || fit$df.residual < 1) return(NULL)
  fit$X <- X[, !is.na(fit$coefficients), drop = FALSE]
  fit
}
test_linear <- function(fit, d, analysis) {
  if (is.null(fit)) return(NULL)
  if (or(analysis[["se"]], "model") != "model") return(robust[[analysis[["se"]]]](fit, d))
  k <- seq_along(arms)
  s2 <- sum(fit$residuals^2) / fit$df.residual
  by_contrast(fit$coefficients[k], s2 * solve(crossprod(fit$X))[k, k], fit$df.residual)
}
