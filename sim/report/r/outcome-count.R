# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
# A number of events: negative binomial, with the variance m + dispersion m^2; Poisson without.
law$count <- function(o, arm, visit) o$rates[[arm]][visit] * o$exposure
partial_law$count <- function(from, own, share) from + share * (own - from)
score$count <- function(o, law) function(z) {
  q <- function(p, upper) if (o$dispersion < 1e-10) qpois(p, law, lower.tail = upper)
                          else qnbinom(p, 1 / o$dispersion, mu = law, lower.tail = upper)
  ifelse(z > 0, q(pnorm(z, lower.tail = FALSE), FALSE), q(pnorm(z), TRUE))
}
