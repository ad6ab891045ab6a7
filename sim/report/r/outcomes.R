# SPDX-License-Identifier: GPL-3.0-or-later
# --- from a standard normal value to a score ----------------------------------
# What the scenario says of an arm at a visit ("law"), and the score of z under it ("score").
law <- score <- list()
partial_law <- list()  # of patients who keep a share of the effect of their arm
mean_and_sd <- function(o, arm, visit) c(o$means[[arm]][visit], o$sd[[arm]][visit])
law_of <- function(o, arm, visit) or(law[[o$type]], mean_and_sd)(o, arm, visit)
score_of <- function(o, law) score[[o$type]](o, law)
# A root of an increasing function, sought outwards from a first interval.
root <- function(f, from, to)
  uniroot(f, c(from, to), extendInt = "upX", tol = 1e-10, maxiter = 10000)$root

# The baseline, at which all arms are alike.
score_at_baseline <- function(o) {
  b <- o$baseline
  if (is.null(b[["min"]]) && is.null(b[["max"]]))
    score_of(o, c(b[["mean"]], b[["sd"]]))
  else
    entry_score(o, b[["mean"]], b[["sd"]], or(b[["min"]], -Inf), or(b[["max"]], Inf))
}
