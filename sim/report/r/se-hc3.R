# SPDX-License-Identifier: GPL-3.0-or-later
# needs: robust
# HC3 (MacKinnon and White 1985): squared residuals over the square of one less the leverage.
robust$hc3 <- function(fit, d) {
  XX <- solve(crossprod(fit$X))
  leverage <- rowSums((fit$X %*% XX) * fit$X)
  V <- XX %*% crossprod(fit$X * (fit$residuals / (1 - leverage))) %*% XX
  k <- seq_along(arms)
  if (any(leverage > 1 - 1e-9)) return(NULL)
  by_contrast(fit$coefficients[k], V[k, k], fit$df.residual)
}
