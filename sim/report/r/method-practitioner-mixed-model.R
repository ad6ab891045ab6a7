# SPDX-License-Identifier: GPL-3.0-or-later
# needs: linear adjust people
# A linear model with a random effect of the practitioner for those who have one, by REML. For a
# ratio of both variances, patients less a share of their practitioner's mean are independent.
of_all_arms <- c(of_all_arms, "practitioner-mixed-model")
methods[["practitioner-mixed-model"]] <- function(d, analysis) {
  plain <- linear_model(d$y, d, covariates(d, analysis))
  if (is.null(plain)) return(NULL)
  X <- plain$X; n <- nrow(X); p <- ncol(X)
  treated <- !is.na(d$practitioner)
  group <- as.integer(factor(d$practitioner[treated]))
  m <- tabulate(group)
  transformed <- function(M, ratio) {
    shares <- (1 - 1 / sqrt(1 + ratio * m)) / m * rowsum(M[treated, , drop = FALSE], group)
    M[treated, ] <- M[treated, ] - shares[group, ]
    M
  }
  fit_at <- function(ratio) {
    Xy <- transformed(cbind(X, d$y), ratio)
    fit <- lm.fit(Xy[, seq_len(p), drop = FALSE], Xy[, p + 1])
    list(b = fit$coefficients, rss = sum(fit$residuals^2),
         XX = crossprod(Xy[, seq_len(p), drop = FALSE]))
  }
  # Restricted deviance of the variances between practitioners and of the residuals.
  deviance <- function(v) {
    f <- fit_at(v[1] / v[2])
    sum(log(1 + v[1] / v[2] * m)) + (n - p) * log(v[2]) + f$rss / v[2] +
      as.numeric(determinant(f$XX)$modulus)
  }
  profile <- function(ratio) deviance(c(ratio, 1) * fit_at(ratio)$rss / (n - p))
  ratio <- 0
  if (profile(1e-5) < profile(0))
    ratio <- exp(optimize(function(t) profile(exp(t)), log(c(1e-5, 1e3)), tol = 1e-8)$minimum)
  f <- fit_at(ratio)
  v <- c(ratio, 1) * f$rss / (n - p)
  k <- seq_along(arms)
  if (ratio == 0) return(by_contrast(f$b[k], v[2] * solve(f$XX)[k, k], plain$df.residual))
  covariance <- function(v) v[2] * solve(fit_at(v[1] / v[2])$XX)[k, k]
  steps <- diag(1e-4 * pmax(v, v[2] / 100))
  information <- optimHess(v, function(v) deviance(pmax(v, 0)) / 2,
                           control = list(ndeps = pmin(1e-3 * v[2], v / 4)))
  changes <- lapply(1:2, function(j) (covariance(v + steps[j, ]) - covariance(pmax(v - steps[j, ],
    0))) / (2 * steps[j, j]))
  V <- covariance(v)
  function(w, h) {
    s2 <- drop(w %*% V %*% w)
    g <- vapply(changes, function(M) drop(w %*% M %*% w), 0)
    spread <- drop(g %*% solve(information, g))
    if (!(spread > 0)) return(NULL)
    result(sum(w * f$b[k]), sqrt(s2), 2 * s2^2 / spread)
  }
}
