# SPDX-License-Identifier: GPL-3.0-or-later
# --- scores -------------------------------------------------------------------
factor_of <- lapply(seq_along(arms), function(a)
  chol(correlation_of_points(arms[a]) - parts_covariance(a)))
# A worse start in an arm: latent values are moved by so many SDs at baseline, and as much as goes
# with that at the visits of that outcome.
imbalance <- lapply(arms, function(arm) unlist(lapply(measured, function(k) {
  o <- design$outcomes[[k]]
  shift <- or(o$baseline$imbalance[[arm]], 0)
  shift * latent_correlation(o, arm)[1, points$visit[points$outcome == k] + 1]
})))
score_at <- lapply(arms, function(arm) lapply(seq_len(nrow(points)), function(i) {
  o <- design$outcomes[[points$outcome[i]]]
  if (points$visit[i] == 0) score_at_baseline(o)
  else score_of(o, law_of(o, arm, points$visit[i]))
}))
# Patients of arm a: what they bring, and their scores at all points, one row a patient.
draw_patients <- function(a, who, effects) {
  n <- length(who$place)
  parts <- parts_values(a, who, effects)
  who$state <- treatment(a, n)
  z <- matrix(rnorm(n * nrow(points)), ncol = nrow(points)) %*% factor_of[[a]] +
    parts$latent + rep(imbalance[[a]], each = n)
  for (i in seq_len(nrow(points))) {
    others <- if (points$visit[i] > 0) treated_score(a, who$state, i, z[, i])
    z[, i] <- if (is.null(others)) score_at[[a]][[i]](z[, i]) else others
  }
  c(who, parts$columns, list(scores = z, leave = runif(n), entry = runif(n)))
}
