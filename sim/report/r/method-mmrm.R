# SPDX-License-Identifier: GPL-3.0-or-later
# needs: methods
# Mixed model for repeated measures by REML: arms and baseline by visit, one unstructured covariance
# matrix over the visits. Fitted by gls() of the package nlme.
suppressPackageStartupMessages(library(nlme))
of_all_arms <- c(of_all_arms, "mmrm")
adjusted <- list()  # variances that allow for R being estimated, by what "df" says
methods$mmrm <- function(d, analysis) {
  visits <- ncol(d$scores); n <- length(d$arm)
  at <- visit_of(analysis$outcome, analysis$visit)
  long <- data.frame(id = rep(seq_len(n), visits), visit = rep(seq_len(visits), each = n),
                     arm = factor(d$arm), x = d$x - mean(d$x), y = c(d$scores))
  long <- long[!is.na(long$y), ]
  long <- long[order(long$id, long$visit), ]
  long$v <- factor(long$visit)
  fit <- if (visits == 1) lm(y ~ 0 + arm + x, long) else fit_visits(long)
  if (is.null(fit)) return(NULL)
  lower <- lower.tri(diag(visits), diag = TRUE)
  symmetric <- function(theta) {
    S <- matrix(0, visits, visits)
    S[lower] <- theta
    S + t(S) - diag(diag(S), visits)
  }
  R <- if (visits == 1) matrix(sigma(fit)^2) else visit_covariance(fit, visits)
  model <- repeated_measures(d)
  estimates <- coef(fit)[paste0(if (visits > 1) sprintf("v%d:", at), "arm", seq_along(arms))]
  # Steps are shares of the variances, whatever the unit of the scores is.
  step <- 1e-4 * max(diag(R))
  information <- optimHess(R[lower], function(theta) model(symmetric(theta))$deviance / 2,
                           control = list(ndeps = rep(step, sum(lower))))
  # Satterthwaite: twice the squared variance over the variance of the variance.
  function(w, h) {
    variance <- function(theta) {
      V <- model(symmetric(theta))$covariance
      drop(w %*% V[at, , at, ] %*% w)
    }
    v <- variance(R[lower])
    g <- vapply(seq_len(sum(lower)), function(j) {
      along <- replace(0 * R[lower], j, step)
      (variance(R[lower] + along) - variance(R[lower] - along)) / (2 * step)
    }, 0)
    df <- 2 * v^2 / drop(g %*% solve(information, g))
    more <- adjusted[[or(analysis[["df"]], "satterthwaite")]]
    if (!is.null(more)) v <- more(variance, R, information)
    if (v > 0) result(sum(w * estimates), sqrt(v), df)
  }
}
fit_visits <- function(long) {
  for (optimiser in c("nlminb", "optim")) {
    fit <- tryCatch(
      gls(y ~ 0 + v:arm + v:x, long, correlation = corSymm(form = ~ visit | id),
          weights = varIdent(form = ~ 1 | v),
          control = glsControl(opt = optimiser, apVar = FALSE, msMaxIter = 200)),
      error = function(e) NULL)
    if (!is.null(fit)) return(fit)
  }
}
visit_covariance <- function(fit, visits) {
  s <- fit$sigma * coef(fit$modelStruct$varStruct, unconstrained = FALSE,
                        allCoef = TRUE)[as.character(seq_len(visits))]
  R <- diag(visits)
  R[lower.tri(R)] <- coef(fit$modelStruct$corStruct, unconstrained = FALSE)
  R[upper.tri(R)] <- t(R)[upper.tri(R)]
  R * outer(s, s)
}
# Restricted deviance, and the covariance of all means (visit, arm, visit, arm), for any covariance
# matrix of the visits: sums over the patterns of visits seen.
repeated_measures <- function(d) {
  visits <- ncol(d$scores)
  X <- cbind(arm_terms(d), d$x - mean(d$x))
  q <- ncol(X)
  of_visit <- rep(seq_len(visits), each = q); of_column <- rep(seq_len(q), visits)
  seen <- !is.na(d$scores)
  patterns <- lapply(split(seq_along(d$arm), apply(seen, 1, paste, collapse = "")), function(i) {
    v <- which(seen[i[1], ])
    x <- X[i, , drop = FALSE]; y <- d$scores[i, v, drop = FALSE]
    list(v = v, n = length(i), xx = crossprod(x)[of_column, of_column], xy = crossprod(x, y),
         yy = crossprod(y))
  })
  function(R) {
    H <- matrix(0, q * visits, q * visits); b <- matrix(0, q, visits)
    deviance <- 0
    for (p in patterns) {
      S <- R[p$v, p$v, drop = FALSE]
      W <- matrix(0, visits, visits)
      W[p$v, p$v] <- solve(S)
      H <- H + W[of_visit, of_visit] * p$xx
      b[, p$v] <- b[, p$v] + p$xy %*% W[p$v, p$v]
      deviance <- deviance + p$n * determinant(S)$modulus + sum(W[p$v, p$v] * p$yy)
    }
    V <- solve(H)
    k <- outer(seq_along(arms), (seq_len(visits) - 1) * q, "+")
    list(deviance = as.numeric(deviance + determinant(H)$modulus - drop(c(b) %*% V %*% c(b))),
         covariance = aperm(array(V[k, k], c(dim(k), dim(k))), c(2, 1, 4, 3)))
  }
}
