# SPDX-License-Identifier: GPL-3.0-or-later
# needs: weights
# --- several hypotheses -------------------------------------------------------
# Graph (Bretz, Maurer, Brannath and Posch 2009): what is rejected hands on its share of the level
# along the arrows, and the arrows close up.
ids <- names(hypotheses)
arrows <- vapply(ids, function(to) vapply(ids, function(from)
  as.numeric(or(design$testing$multiplicity$transitions[[from]][[to]], 0)), 0), 0 * weights)
arrows <- matrix(arrows, length(ids))
diag(arrows) <- 0
reject <- function(p, results) {
  w <- weights; g <- arrows
  left <- rep(TRUE, length(p))
  repeat {
    j <- which(left & p <= alpha * w + 1e-12)[1]
    if (is.na(j)) return(!left)
    left[j] <- FALSE
    w <- ifelse(left, w + w[j] * g[j, ], 0)
    back <- g[, j] * g[j, ]
    g <- (g + outer(g[, j], g[j, ])) / ifelse(back < 1, 1 - back, Inf)
    g[!left, ] <- 0
    g[, !left] <- 0
    diag(g) <- 0
  }
}
