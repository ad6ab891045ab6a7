# SPDX-License-Identifier: GPL-3.0-or-later
# needs: trial methods
# --- p-values -----------------------------------------------------------------
hypotheses <- design$testing$hypotheses
sides_of <- function(h) or(h$sides, design$testing$sides)
# The weights of the arms in the effect that a hypothesis is about.
weights_of <- function(h) {
  w <- setNames(rep(0, length(arms)), arms)
  if (!is.null(h$contrast)) {
    w[names(h$contrast)] <- unlist(h$contrast)
    most <- which.max(abs(w))
    w[most] <- w[most] - sum(w)  # a third has no end
  } else if (h$type == "within-arm-change") w[h$arm] <- 1
  else if (h$type == "retention") {
    # More than a fraction of the effect of the second arm over the placebo is kept.
    w[h$compare] <- c(1, -h$fraction)
    w[h$placebo] <- h$fraction - 1
  } else w[h$compare] <- c(1, -1)
  w
}
# What the effect, in the direction of benefit, is tested against; ratios by their logarithms.
bounds_of <- function(h) {
  margin <- or(h[["margins"]], h[["margin"]])
  if (!is.null(margin) && design$analyses[[h$analysis]]$method %in% of_logarithms)
    margin <- log(margin)
  switch(h$type,
    "superiority-margin" = c(margin, Inf),
    "non-inferiority" = c(-margin, Inf),
    "equivalence" = if (length(margin) == 2) margin else c(-margin, margin),
    c(0, Inf))
}
two_sided <- function(h) h$type %in% c("superiority", "within-arm-change") && sides_of(h) == 2
# One-sided tests in a family of two sides count twice, so that every tail has one level.
p_value <- function(r, h) {
  if (is.null(r)) return(1)
  bound <- bounds_of(h)
  if (is.null(r$above)) {
    if (!is.finite(r$estimate) || !is.finite(r$se) || r$se <= 0 || !is.finite(1 / r$df)) return(1)
    r$above <- function(bound) pt((r$estimate - bound) / r$se, r$df, lower.tail = FALSE)
    r$below <- function(bound) pt((r$estimate - bound) / r$se, r$df)
  }
  p <- if (two_sided(h)) or(r$both, 2 * min(r$above(0), r$below(0)))
       else sides_of(h) * max(r$above(bound[1]), if (is.finite(bound[2])) r$below(bound[2]))
  min(p, 1)
}
# The arms that must have two patients at least.
needed <- function(w, analysis) {
  model <- c(analysis$method, paste(analysis$method, analysis$variance))
  if (any(model %in% of_all_arms)) rep(TRUE, length(arms)) else w != 0
}
test_analysis <- function(trial, id) {
  analysis <- design$analyses[[id]]
  benefit <- direction(design$outcomes[[analysis$outcome]])
  d <- trial_data(trial, analysis)
  fit_all(d, analysis, benefit)
}
