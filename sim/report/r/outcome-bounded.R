# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
# A score in steps between two ends. Clipped: a normal value, clipped to the scale and rounded to
# its steps, whose mean and SD are such that those of the score are as stated.
clipped_moments <- function(mu, sigma, steps) {
  k <- 0:steps
  p <- diff(c(0, pnorm(seq_len(steps) - 0.5, mu, sigma), 1))
  m <- sum(k * p)
  c(m, sqrt(sum((k - m)^2 * p)))
}
clipped_normal <- function(mean, sd, steps) {
  mu <- function(sigma)
    root(function(m) clipped_moments(m, sigma, steps)[1] - mean, mean - sigma, mean + sigma)
  sigma <- exp(root(function(s) clipped_moments(mu(exp(s)), exp(s), steps)[2] - sd,
                    log(sd) - 0.7, log(sd) + 0.7))
  c(mu(sigma), sigma)
}
score$bounded <- function(o, law) {
  steps <- round((o[["max"]] - o[["min"]]) / o$step)
  mean <- (law[1] - o[["min"]]) / o$step; sd <- law[2] / o$step
  if (identical(o$shape, "beta-binomial")) {
    # A chance of each step that varies from patient to patient, with mean p and so much that
    # the variance is n p q (1 + (n - 1) / (a + b + 1)).
    p <- mean / steps
    total <- (steps - 1) / (sd^2 / (steps * p * (1 - p)) - 1) - 1
    k <- 0:steps
    pmf <- exp(lchoose(steps, k) + lbeta(k + p * total, steps - k + (1 - p) * total) -
               lbeta(p * total, (1 - p) * total))
    upper <- cumsum(pmf)[-(steps + 1)]
    return(function(z) o[["min"]] + o$step * findInterval(pnorm(z), upper))
  }
  at <- if (identical(o$given, "latent")) c(mean, sd) else clipped_normal(mean, sd, steps)
  function(z) o[["min"]] + o$step * floor(pmin(pmax(at[1] + at[2] * z, 0), steps) + 0.5)
}
