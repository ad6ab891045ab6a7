# SPDX-License-Identifier: GPL-3.0-or-later
# needs: robust people
# CR2 (Bell and McCaffrey 2002) with the degrees of freedom of Pustejovsky and Tipton, for patients
# of one practitioner; those without one are by themselves.
robust$cr2 <- function(fit, d) {
  X <- fit$X; n <- nrow(X)
  XX <- solve(crossprod(X))
  H <- X %*% XX %*% t(X)
  cluster <- ifelse(is.na(d$practitioner), paste("patient", seq_len(n)), d$practitioner)
  groups <- split(seq_len(n), cluster)
  if (any(vapply(groups, function(g) {
    e <- eigen(diag(length(g)) - H[g, g, drop = FALSE], symmetric = TRUE)$values
    min(e) < 1e-9 && length(g) == 1
  }, NA))) return(NULL)
  adjusted <- lapply(groups, function(g) {  # the inverse root of I - H, times X
    e <- eigen(diag(length(g)) - H[g, g, drop = FALSE], symmetric = TRUE)
    root <- ifelse(e$values > 1e-9, 1 / sqrt(pmax(e$values, 1e-9)), 0)
    e$vectors %*% (root * t(e$vectors)) %*% X[g, , drop = FALSE] %*% XX
  })
  k <- seq_along(arms)
  function(w, h) {
    w <- c(w, rep(0, ncol(X) - length(k)))
    weights <- lapply(adjusted, function(m) drop(m %*% w))
    v <- sum(mapply(function(g, a) sum(a * fit$residuals[g])^2, groups, weights))
    P <- -mapply(function(g, a) drop(H[, g, drop = FALSE] %*% a), groups, weights)
    for (j in seq_along(groups)) P[groups[[j]], j] <- P[groups[[j]], j] + weights[[j]]
    inner <- crossprod(P)
    df <- sum(diag(inner))^2 / sum(inner^2)
    only <- vapply(k, function(a) length(unique(cluster[d$arm == a])) < 2, NA)
    if (any(only[w[k] != 0])) return(NULL)
    result(sum(w[k] * fit$coefficients[k]), sqrt(v), df)
  }
}
