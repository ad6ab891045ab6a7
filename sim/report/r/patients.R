# SPDX-License-Identifier: GPL-3.0-or-later
# --- how the values of one patient go together --------------------------------
# The points in time of all outcomes: the baseline (visit 0) where there is one, and the visits.
points <- do.call(rbind, lapply(measured, function(k) {
  o <- design$outcomes[[k]]
  visit <- c(if (!is.null(o$baseline)) 0, seq_along(o$visits))
  data.frame(outcome = k, visit = visit, time = c(0, visit_times(o))[visit + 1])
}))
# Correlations of one outcome, over the baseline and the visits.
correlation_within <- function(o) {
  time <- c(0, visit_times(o))
  m <- length(time)
  r <- o$correlation
  R <- diag(m)
  if (is.null(r)) return(R)
  if (r$type == "matrix") {
    among <- if (is.null(o$baseline)) -1 else seq_len(m)
    if (!is.null(r$values)) R[among, among] <- do.call(rbind, r$values)
    return(R)
  }
  R[] <- switch(r$type,
    "compound-symmetry" = r$rho,
    "ar1" = r$rho^(abs(outer(time, time, "-")) / r$lag),
    "baseline-visits" = r$visits)
  if (r$type == "baseline-visits") R[1, ] <- R[, 1] <- r$baseline
  diag(R) <- 1
  R
}
latent_correlation <- function(o, arm) correlation_within(o)

# Correlations of two outcomes at one time.
asked <- diag(length(measured))
if (length(measured) > 1) {
  listed <- intersect(names(design$outcomes), measured)
  asked <- do.call(rbind, design[["outcome-correlation"]])
  dimnames(asked) <- list(listed, listed)
  asked <- asked[measured, measured]
}
dimnames(asked) <- list(measured, measured)
# The visit of outcome l that is nearest in time to a visit of k; baselines go with baselines.
nearest <- function(k, visit, l) {
  there <- points[points$outcome == l & (points$visit == 0) == (visit == 0), ]
  if (nrow(there) == 0) return(NULL)
  time <- points$time[points$outcome == k & points$visit == visit]
  there[which.min(abs(there$time - time)), ]
}
# Visit p of outcome k and visit q of l: at the same time as asked; else by way of the value of l
# at the time of p, or of k at the time of q, or by the mean of both ways. Where neither was
# measured the nearest visit stands in, in the outcome that has more of them.
correlation_between <- function(k, p, l, q, within) {
  there <- nearest(k, p, l); here <- nearest(l, q, k)
  time <- function(outcome, visit)
    points$time[points$outcome == outcome & points$visit == visit]
  at_p <- !is.null(there) && there$time == time(k, p)
  at_q <- !is.null(here) && here$time == time(l, q)
  more <- length(design$outcomes[[k]]$visits) - length(design$outcomes[[l]]$visits)
  by_l <- at_p || (!at_q && !is.null(there) && more <= 0)
  by_k <- at_q || (!at_p && !is.null(here) && more >= 0)
  ways <- c(if (by_l) within[[l]][there$visit + 1, q + 1],
            if (by_k) within[[k]][p + 1, here$visit + 1])
  if (length(ways) == 0) 0 else asked[k, l] * mean(ways)
}
# Of all points, in an arm.
correlation_of_points <- function(arm) {
  within <- lapply(design$outcomes[measured], latent_correlation, arm)
  m <- nrow(points)
  R <- matrix(0, m, m)
  for (i in seq_len(m)) for (j in seq_len(m)) {
    k <- points$outcome[i]; l <- points$outcome[j]
    p <- points$visit[i]; q <- points$visit[j]
    R[i, j] <- if (k == l) within[[k]][p + 1, q + 1]
               else correlation_between(k, p, l, q, within)
  }
  R
}

# --- patients -----------------------------------------------------------------
# What patients have in common or bring with them is a part of the variance: none, unless a section
# below says so. Patients are lists of columns; "place" is a patient's place in his arm.
rows <- function(d, which) lapply(d, function(column)
  if (is.matrix(column)) column[which, , drop = FALSE] else column[which])
recruits <- function(n) list(place = seq_len(n))  # who comes, before randomisation
in_common <- function() NULL                      # effects that patients share, in one trial
parts_covariance <- function(a) 0
parts_values <- function(a, who, effects) list(latent = 0, columns = NULL)
# The treatment that patients have: that of their own arm (0) unless a section below says otherwise.
treatment <- function(a, n) rep(0, n)
treated_score <- function(a, state, point, z) NULL
