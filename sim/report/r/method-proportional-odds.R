# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
# Cumulative logit model of all arms, by polr() of the package MASS; Wald tests.
of_all_arms <- c(of_all_arms, "proportional-odds")
of_logarithms <- c(of_logarithms, "proportional-odds")
methods[["proportional-odds"]] <- function(d, analysis) {
  y <- factor(d$y); arm <- factor(d$arm)
  if (nlevels(y) < 2) return(NULL)
  k <- seq_along(arms)[-1]
  if (nlevels(y) == 2) {  # a logistic regression
    fit <- suppressWarnings(glm(y ~ arm, family = binomial))
    b <- coef(fit)[k]; V <- vcov(fit)[k, k]
    if (max(fit$fitted.values) > 1 - 1e-7 || min(fit$fitted.values) < 1e-7) return(NULL)
  } else {
    fit <- tryCatch(suppressWarnings(MASS::polr(y ~ arm, Hess = TRUE,
                                                control = list(reltol = 1e-12))),
                    error = function(e) NULL)
    if (is.null(fit) || any(abs(coef(fit)) > 15)) return(NULL)
    b <- coef(fit); V <- tryCatch(vcov(fit), error = function(e) NULL)
    if (is.null(V)) return(NULL)
    V <- V[k - 1, k - 1]
  }
  covariance <- matrix(0, length(arms), length(arms))
  covariance[k, k] <- V
  by_contrast(c(0, b), covariance, Inf)
}
