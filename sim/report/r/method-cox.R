# SPDX-License-Identifier: GPL-3.0-or-later
# needs: times adjust
# Cox regression of all arms, Efron's approximation for ties: coxph() of the package survival.
of_all_arms <- c(of_all_arms, "cox")
of_logarithms <- c(of_logarithms, "cox")
methods$cox <- function(d, analysis) {
  events <- tabulate(d$arm[d$event], length(arms))
  if (any(events == 0)) return(NULL)
  k <- seq_along(arms)[-1]
  X <- cbind(arm_terms(d)[, k, drop = FALSE], covariates(d, analysis))
  fit <- suppressWarnings(coxph(Surv(d$y, d$event) ~ X))
  b <- c(0, coef(fit)[k - 1])
  if (anyNA(b) || any(abs(b) > 15)) return(NULL)
  V <- matrix(0, length(arms), length(arms))
  V[k, k] <- vcov(fit)[k - 1, k - 1]
  by_contrast(-b, V, Inf)
}
