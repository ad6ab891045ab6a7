# SPDX-License-Identifier: GPL-3.0-or-later
# needs: outcomes
# One tail longer than the other: log-normal or gamma, standardised, of the skewness stated; tails
# to the left are those to the right, reflected.
score$skewed <- function(o, law) {
  g <- abs(o$skewness)
  side <- if (o$skewness < 0) -1 else 1
  standard <- if (g < 1e-9) identity
  else if (identical(o$shape, "gamma")) {
    k <- 4 / g^2
    function(z) (ifelse(z > 0, qgamma(pnorm(z, lower.tail = FALSE), k, lower.tail = FALSE),
                        qgamma(pnorm(z), k)) - k) / sqrt(k)
  } else {
    # exp(s Z) has the skewness (w + 2) sqrt(w - 1) with w = exp(s^2).
    w <- uniroot(function(w) (w + 2) * sqrt(w - 1) - g, c(1, 100), tol = 1e-14)$root
    function(z) (exp(sqrt(log(w)) * z) - sqrt(w)) / sqrt(w * (w - 1))
  }
  function(z) law[1] + law[2] * side * standard(side * z)
}
