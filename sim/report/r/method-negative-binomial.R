# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
# Negative binomial model of all arms, by glm.nb() of the package MASS: log rate ratios, Wald tests.
# Counts that vary no more than Poisson's are fitted as such.
of_all_arms <- c(of_all_arms, "negative-binomial")
of_logarithms <- c(of_logarithms, "negative-binomial")
methods[["negative-binomial"]] <- function(d, analysis) {
  arm <- factor(d$arm, seq_along(arms))
  mean <- vapply(split(d$y, arm), mean, 0)
  if (all(mean == 0)) return(NULL)
  # With arms alone the means are those seen; the dispersion is by maximum likelihood.
  mu <- mean[d$arm]
  kappa <- dispersion_of(d$y, mu)
  n <- tabulate(d$arm, length(arms))
  v <- 1 / (n * mean / (1 + kappa * mean))
  function(w, h) {
    used <- w != 0
    if (any(mean[used] == 0)) return(NULL)
    result(sum((w * log(mean))[used]), sqrt(sum((w^2 * v)[used])))
  }
}
dispersion_of <- function(y, mu) {
  theta <- tryCatch(suppressWarnings(as.numeric(MASS::theta.ml(y, mu, limit = 100))),
                    error = function(e) Inf)
  if (is.finite(theta) && theta > 0 && theta < 1e6) 1 / theta else 0
}
